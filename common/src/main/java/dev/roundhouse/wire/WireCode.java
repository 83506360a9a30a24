package dev.roundhouse.wire;

import dev.roundhouse.bundle.Bundle;
import dev.roundhouse.work.Code;
import dev.roundhouse.work.Payload;
import java.util.List;
import java.util.Objects;

/**
 * A {@link Code} on the wire: a large body (a function that captured a large value) is stored at
 * its client.
 *
 * @param source blob server of the client, {@code host:port}, from where bundles can be read by
 *     their hash
 */
public record WireCode(
    String id, Code.Kind kind, List<Bundle> bundles, Payload body, String source) {

  public WireCode {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(kind, "kind");
    bundles = List.copyOf(bundles);
    Objects.requireNonNull(body, "body");
    Objects.requireNonNull(source, "source");
  }
}
