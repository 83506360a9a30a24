/**
 * Modules and programs that a newcomer runs first. Start at {@link
 * dev.roundhouse.examples.CountWords}, a module in its simplest form, and {@code FirstSession}.
 */
@NullMarked
package dev.roundhouse.examples;

import org.jspecify.annotations.NullMarked;
