package dev.roundhouse.child;

import java.io.IOException;

/** What came over a channel is not what was sent. */
final class FrameException extends IOException {
  private static final long serialVersionUID = 1L;

  FrameException(String message) {
    super(message);
  }
}
