package dev.roundhouse.work;

import dev.roundhouse.bundle.BundleLoaders;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A code that is decoded on first use and released when it was forgotten and nobody uses it any
 * more. Decoding runs user code, so it holds no lock but its own.
 */
final class ReadyCode {
  /** Decodes a code in its loader. */
  interface Decoding {
    Callee decode(Code code, ClassLoader loader);
  }

  private final Code code;
  private final BundleLoaders loaders;
  private int users;
  private boolean forgotten;
  private BundleLoaders.@Nullable Lease lease;
  private @Nullable Callee callee;

  ReadyCode(Code code, BundleLoaders loaders) {
    this.code = code;
    this.loaders = loaders;
  }

  /** Begins a use; false if it was forgotten. */
  synchronized boolean enter() {
    if (!forgotten) {
      users++;
    }
    return !forgotten;
  }

  /** Ends a use. */
  synchronized void leave() {
    users--;
    releaseIfUnused();
  }

  synchronized void forget() {
    forgotten = true;
    releaseIfUnused();
  }

  /** The code as it can be called; to be used between {@link #enter} and {@link #leave}. */
  synchronized Callee callee(Decoding decoding) {
    Callee known = callee;
    if (known == null) {
      known = decoding.decode(code, loader());
      callee = known;
    }
    return known;
  }

  /** The loader of the code's bundles. */
  synchronized ClassLoader loader() {
    BundleLoaders.Lease held = lease;
    if (held == null) {
      held = loaders.acquire(code.bundles());
      lease = held;
    }
    return held.loader();
  }

  private void releaseIfUnused() {
    if (forgotten && users == 0 && lease != null) {
      Objects.requireNonNull(lease).close();
      lease = null;
      callee = null;
    }
  }
}
