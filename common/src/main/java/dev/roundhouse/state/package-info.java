/**
 * Which state may follow which. Start at {@link dev.roundhouse.state.Moves}; all tables together
 * are in {@code docs/states.md}.
 */
@NullMarked
package dev.roundhouse.state;

import org.jspecify.annotations.NullMarked;
