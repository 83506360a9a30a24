/**
 * One protocol behind all schemes, and the two local ones: threads of this process and child JVMs.
 * Start at {@link dev.roundhouse.scheme.Scheme}.
 */
@NullMarked
package dev.roundhouse.scheme;

import org.jspecify.annotations.NullMarked;
