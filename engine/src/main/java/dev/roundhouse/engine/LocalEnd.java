package dev.roundhouse.engine;

import dev.roundhouse.blob.Blobs;
import dev.roundhouse.scheme.Captured;
import dev.roundhouse.scheme.SchemeEvent;
import dev.roundhouse.wire.EndCodec;
import dev.roundhouse.wire.TaskUpdate.Ending;
import dev.roundhouse.work.Outcome;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.TaskError;
import java.util.Objects;

/**
 * How the local scheme ended a task, as it goes on the wire. What is large stays here to be read.
 *
 * @param finishedMicros on this process's clock
 */
record LocalEnd(Ending ending, Payload body, Payload output, long finishedMicros) {

  static final Payload NOTHING = new Payload.Encoded(new byte[0]);

  LocalEnd {
    Objects.requireNonNull(ending, "ending");
    Objects.requireNonNull(body, "body");
    Objects.requireNonNull(output, "output");
  }

  static LocalEnd of(SchemeEvent.Ended ended, Blobs blobs, long now) {
    Captured captured = ended.output();
    boolean silent = captured.stdout().isEmpty() && captured.stderr().isEmpty();
    Payload output = silent ? NOTHING : blobs.outgoing(EndCodec.encode(captured));
    int attempts = ended.attempts().size();
    long finished = attempts == 0 ? now : ended.attempts().get(attempts - 1).finishedMicros();
    return new LocalEnd(ending(ended.outcome()), body(ended.outcome(), blobs), output, finished);
  }

  private static Ending ending(Outcome outcome) {
    if (outcome instanceof Outcome.Failed failed) {
      return failed.error().kind() == TaskError.Kind.SYSTEM ? Ending.LOST : Ending.FAILED;
    }
    return outcome instanceof Outcome.Cancelled ? Ending.CANCELLED : Ending.SUCCEEDED;
  }

  private static Payload body(Outcome outcome, Blobs blobs) {
    if (outcome instanceof Outcome.Succeeded succeeded) {
      return blobs.outgoing(bytesOf(succeeded.result()));
    }
    if (outcome instanceof Outcome.Failed failed) {
      return blobs.outgoing(EndCodec.encode(failed.error()));
    }
    return outcome instanceof Outcome.Cancelled cancelled
        ? new Payload.Encoded(EndCodec.encode(cancelled.reason()))
        : NOTHING;
  }

  static byte[] bytesOf(Payload result) {
    if (result instanceof Payload.Encoded encoded) {
      return encoded.bytes();
    }
    throw new IllegalStateException("portable work gave a live result");
  }

  /** Nobody wants it. */
  void free(Blobs blobs) {
    blobs.free(body);
    blobs.free(output);
  }
}
