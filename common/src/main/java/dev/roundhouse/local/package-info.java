/**
 * The schemes of this machine as a profile says, for sessions and engines alike. Start at {@link
 * dev.roundhouse.local.LocalSchemes}.
 */
@NullMarked
package dev.roundhouse.local;

import org.jspecify.annotations.NullMarked;
