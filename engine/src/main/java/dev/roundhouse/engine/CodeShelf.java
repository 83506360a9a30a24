package dev.roundhouse.engine;

import dev.roundhouse.blob.Blobs;
import dev.roundhouse.bundle.Bundle;
import dev.roundhouse.wire.WireCode;
import dev.roundhouse.work.Code;
import dev.roundhouse.work.CodeRunner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The codes that an engine knows, complete with what had to be read from their clients. Confined to
 * the actor but for the reading, which runs on the given executor.
 */
final class CodeShelf {

  /** Reads a bundle from a client where it is not on this machine. */
  interface BundleFetcher {
    Bundle fetch(Bundle bundle, String source) throws IOException;
  }

  private record Shelved(WireCode wire, CompletableFuture<Code> code) {}

  private final Blobs blobs;
  private final BundleFetcher bundles;
  private final CodeRunner runner;
  private final Executor reading;
  private final Map<String, Shelved> codes = new HashMap<>();

  CodeShelf(Blobs blobs, BundleFetcher bundles, CodeRunner runner, Executor reading) {
    this.blobs = blobs;
    this.bundles = bundles;
    this.runner = runner;
    this.reading = reading;
  }

  void learn(WireCode wire) {
    CompletableFuture<Code> code;
    if (wire.bundles().isEmpty()
        && wire.body() instanceof dev.roundhouse.work.Payload.Encoded encoded) {
      code =
          CompletableFuture.completedFuture(
              new Code(wire.id(), wire.kind(), List.of(), encoded.bytes()));
    } else {
      code = CompletableFuture.supplyAsync(() -> read(wire), reading);
    }
    codes.put(wire.id(), new Shelved(wire, code));
  }

  private Code read(WireCode wire) {
    try {
      List<Bundle> local = new ArrayList<>();
      for (Bundle bundle : wire.bundles()) {
        local.add(bundles.fetch(bundle, wire.source()));
      }
      return new Code(wire.id(), wire.kind(), local, blobs.read(wire.body()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(
          "reading the code of a task from " + wire.source() + ": " + e.getMessage(), e);
    }
  }

  Optional<CompletableFuture<Code>> find(String id) {
    return Optional.ofNullable(codes.get(id)).map(Shelved::code);
  }

  String sourceOf(String id) {
    Shelved shelved = codes.get(id);
    return shelved == null ? "" : shelved.wire().source();
  }

  /** The client is gone, and with it the last user of its codes. */
  void forget(String source) {
    codes
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = entry.getValue().wire().source().equals(source);
              if (gone) {
                runner.forget(entry.getKey());
              }
              return gone;
            });
  }

  void forgetAll() {
    codes.keySet().forEach(runner::forget);
    codes.clear();
  }
}
