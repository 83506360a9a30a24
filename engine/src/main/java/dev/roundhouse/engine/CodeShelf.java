package dev.roundhouse.engine;

import dev.roundhouse.blob.Blobs;
import dev.roundhouse.bundle.Bundle;
import dev.roundhouse.wire.WireCode;
import dev.roundhouse.work.Code;
import dev.roundhouse.work.CodeRunner;
import dev.roundhouse.work.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The codes that an engine knows, complete with what had to be read from their clients. A code that
 * several clients use is kept until the last of them is gone, and read from one that is there.
 * Confined to the actor but for the reading, which runs on the given executor.
 */
final class CodeShelf {

  /** Reads a bundle from a client where it is not on this machine. */
  interface BundleFetcher {
    Bundle fetch(Bundle bundle, String source) throws IOException;
  }

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

  /** A code with all that use it: what each of them sent, by its source. */
  private final class Shelved {
    private final Map<String, WireCode> users = new LinkedHashMap<>();
    private CompletableFuture<Code> code;
    private String from;

    private Shelved(WireCode wire) {
      users.put(wire.source(), wire);
      from = wire.source();
      code = complete(wire);
    }

    private void use(WireCode wire) {
      users.put(wire.source(), wire);
      if (code.isCompletedExceptionally()) {
        readFrom(wire);
      }
    }

    /** Whether nobody uses it any more. */
    private boolean leave(String source) {
      if (users.remove(source) != null && from.equals(source) && !users.isEmpty()) {
        boolean had = code.isDone() && !code.isCompletedExceptionally();
        if (!had) {
          readFrom(users.values().iterator().next());
        }
      }
      return users.isEmpty();
    }

    private void readFrom(WireCode wire) {
      from = wire.source();
      code = complete(wire);
    }
  }

  /** The client of this code is about to name it. */
  void learn(WireCode wire) {
    Shelved known = codes.get(wire.id());
    if (known == null) {
      codes.put(wire.id(), new Shelved(wire));
    } else {
      known.use(wire);
    }
  }

  private CompletableFuture<Code> complete(WireCode wire) {
    return wire.bundles().isEmpty() && wire.body() instanceof Payload.Encoded encoded
        ? CompletableFuture.completedFuture(
            new Code(wire.id(), wire.kind(), List.of(), encoded.bytes()))
        : CompletableFuture.supplyAsync(() -> read(wire), reading);
  }

  private Code read(WireCode wire) {
    try {
      List<Bundle> local = new ArrayList<>();
      for (Bundle bundle : wire.bundles()) {
        local.add(bundles.fetch(bundle, wire.source()));
      }
      return new Code(wire.id(), wire.kind(), local, blobs.read(wire.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "reading the code of a task from " + wire.source() + ": " + e.getMessage(), e);
    }
  }

  Optional<CompletableFuture<Code>> find(String id) {
    return Optional.ofNullable(codes.get(id)).map(shelved -> shelved.code);
  }

  /** The clients that use a code. */
  Set<String> sourcesOf(String id) {
    Shelved shelved = codes.get(id);
    return shelved == null ? Set.of() : Set.copyOf(shelved.users.keySet());
  }

  /** The client is gone; what it was the last to use goes, too. */
  void forget(String source) {
    codes
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = entry.getValue().leave(source);
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
