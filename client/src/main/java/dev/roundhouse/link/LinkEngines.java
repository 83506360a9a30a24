package dev.roundhouse.link;

import static dev.roundhouse.link.LinkTerms.micros;

/** How many engines the cluster has, and how long a link waits for them. */
final class LinkEngines {

  /** How long the first engine that is ready waits for the others. */
  private static final long LAGGARD = 5_000_000;

  private final LinkTerms terms;
  private int count;
  private boolean hadSome;
  private boolean hadAll;
  private long firstMicros;
  private long noneSince;

  LinkEngines(LinkTerms terms) {
    this.terms = terms;
  }

  /** A connection begins. */
  void begin(int now, long nowMicros) {
    noneSince = nowMicros;
    set(now, nowMicros);
  }

  void set(int now, long nowMicros) {
    if (count > 0 && now == 0) {
      noneSince = nowMicros;
    }
    if (!hadSome && now > 0) {
      firstMicros = nowMicros;
    }
    count = now;
    hadSome |= now > 0;
  }

  /** Whether engines that are being started for this link are worth waiting for. */
  boolean awaited(long now) {
    if (hadAll || terms.expectedEngines() == 0) {
      return false;
    }
    hadAll = count >= terms.expectedEngines() || (hadSome && now - firstMicros > LAGGARD);
    return !hadAll;
  }

  /** Whether there are none, and were none for longer than tasks wait for one. */
  boolean missing(long now) {
    long patience = micros(hadSome ? terms.engineTimeout() : terms.connectTimeout());
    return count == 0 && now - noneSince > patience;
  }

  /** Those who waited were told; others may wait as long again. */
  void toldMissing(long now) {
    noneSince = now;
  }
}
