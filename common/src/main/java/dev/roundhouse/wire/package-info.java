/**
 * What crosses between client, controller and engine, and how it is serialised. Start at {@link
 * dev.roundhouse.wire.ControllerCommand}; the sequences are in {@code docs/protocol.md}.
 */
@NullMarked
package dev.roundhouse.wire;

import org.jspecify.annotations.NullMarked;
