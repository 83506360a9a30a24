package dev.roundhouse.security;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trusts whom another manager trusts, and tells the log of everybody else: a handshake that fails
 * tells neither side why otherwise. Says the same of one peer once a minute, so that a stranger who
 * tries again and again does not fill the log. Safe for use by several threads.
 */
final class TellingTrust extends X509ExtendedTrustManager {

  private static final Logger LOG = LoggerFactory.getLogger(TellingTrust.class);
  private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int MOST_PEERS = 1_000;

  private final X509ExtendedTrustManager trust;
  private final String profile;
  private final Map<String, Long> told = new ConcurrentHashMap<>();

  /**
   * @param profile whose keys are trusted
   */
  TellingTrust(X509ExtendedTrustManager trust, String profile) {
    this.trust = Objects.requireNonNull(trust, "trust");
    this.profile = Objects.requireNonNull(profile, "profile");
  }

  /** A check of the other manager. */
  @FunctionalInterface
  private interface Check {
    void run() throws CertificateException;
  }

  private void check(String peer, X509Certificate[] chain, Check check)
      throws CertificateException {
    try {
      check.run();
    } catch (CertificateException e) {
      tell(peer, chain, e);
      throw e;
    }
  }

  private void tell(String peer, X509Certificate[] chain, CertificateException refusal) {
    String who = chain.length == 0 ? "" : chain[0].getSubjectX500Principal().getName();
    long now = System.nanoTime();
    Long before = told.get(peer + who);
    if (before != null && now - before < QUIET_NANOS) {
      return;
    }
    if (told.size() >= MOST_PEERS) {
      told.clear();
    }
    told.put(peer + who, now);
    LOG.warn("refused {}: {}", peer, reason(profile, who, refusal));
  }

  /** Why a certificate is refused, for people. */
  static String reason(String profile, String who, CertificateException refusal) {
    for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException) {
        return "its certificate ("
            + who
            + ") has expired; make new keys for profile "
            + profile
            + ": move its security directory away, start anything with the profile, and copy the"
            + " new one to all machines";
      }
    }
    return "its certificate ("
        + who
        + ") is not that of profile "
        + profile
        + ": it has the keys of another profile or of another home; copy the profile to its machine"
        + " with profile export and profile import";
  }

  private static String peer(SSLEngine engine) {
    return engine.getPeerHost() == null ? "a peer" : engine.getPeerHost();
  }

  private static String peer(Socket socket) {
    return socket.getInetAddress() == null ? "a peer" : socket.getInetAddress().getHostAddress();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(peer(socket), chain, () -> trust.checkClientTrusted(chain, type, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(peer(socket), chain, () -> trust.checkServerTrusted(chain, type, socket));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(peer(engine), chain, () -> trust.checkClientTrusted(chain, type, engine));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(peer(engine), chain, () -> trust.checkServerTrusted(chain, type, engine));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check("a peer", chain, () -> trust.checkClientTrusted(chain, type));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check("a peer", chain, () -> trust.checkServerTrusted(chain, type));
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return trust.getAcceptedIssuers();
  }
}
