package dev.roundhouse.wire;

/** Crosses a JVM. A test sends every implementation through {@link WireSerializer} and back. */
public interface WireMessage {}
