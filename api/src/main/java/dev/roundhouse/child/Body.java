package dev.roundhouse.child;

/**
 * A frame's body as it came.
 *
 * @param head a message's small parts
 * @param bulk its last part, perhaps empty, in an array of its own
 */
public record Body(byte[] head, byte[] bulk) {}
