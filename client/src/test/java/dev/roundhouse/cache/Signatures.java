package dev.roundhouse.cache;

/** Signatures for tests. */
public final class Signatures {
  private Signatures() {}

  public static Signature of(String text) {
    return Signature.of(new String[] {text});
  }
}
