/**
 * What everything else shares: the root of the product's exceptions, {@link
 * dev.roundhouse.RoundhouseException}.
 */
@NullMarked
package dev.roundhouse;

import org.jspecify.annotations.NullMarked;
