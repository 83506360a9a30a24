package dev.roundhouse.security;

import dev.roundhouse.profile.Profile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * TLS of a profile: version 1.3, both sides show the profile's certificate, and no other is
 * trusted.
 *
 * <p>Closing a TLS socket of the JDK waits until the other side closes too, or for the socket's
 * read timeout: set a short one before closing where the other side may be gone.
 */
public final class Tls {

  private static final String PROTOCOL = "TLSv1.3";
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int GOODBYE_MILLIS = 200;

  private Tls() {}

  /**
   * The context for direct streams. Sockets made of it by hand must still be told to want the other
   * side's certificate; {@link #listen} and {@link #connect} do so.
   *
   * @throws dev.roundhouse.profile.SetupException the keys cannot be used
   */
  public static SSLContext context(Profile profile) {
    Keys keys = Keys.open(profile);
    try {
      KeyManagerFactory own =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      own.init(keys.content(), keys.password().toCharArray());
      TrustManagerFactory trusted =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trusted.init(keys.content());
      SSLContext context = SSLContext.getInstance(PROTOCOL);
      context.init(own.getKeyManagers(), telling(trusted, profile), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS cannot be made of the keys in " + keys.store(), e);
    }
  }

  private static TrustManager[] telling(TrustManagerFactory trusted, Profile profile) {
    return Stream.of(trusted.getTrustManagers())
        .map(
            manager ->
                manager instanceof X509ExtendedTrustManager extended
                    ? new TellingTrust(extended, profile.name())
                    : manager)
        .toArray(TrustManager[]::new);
  }

  /**
   * Why nobody who listens at an address is reached with the profile's keys, for people.
   *
   * @return empty where the handshake succeeds, where nobody listens, and without TLS
   */
  public static Optional<String> complaint(Profile profile, InetSocketAddress address) {
    if (!profile.settings().tls()) {
      return Optional.empty();
    }
    try (SSLSocket reached = connect(context(profile), address, PATIENCE)) {
      reached.setSoTimeout(GOODBYE_MILLIS);
      return Optional.empty();
    } catch (SocketTimeoutException e) {
      return Optional.of("who listens there does not answer as one of ours");
    } catch (IOException e) {
      return explain(e);
    }
  }

  /**
   * Listens for peers with the same certificate.
   *
   * @param address where; port 0 lets the system choose
   */
  public static SSLServerSocket listen(SSLContext context, InetSocketAddress address, int backlog)
      throws IOException {
    SSLServerSocket socket =
        (SSLServerSocket) context.getServerSocketFactory().createServerSocket();
    socket.setEnabledProtocols(new String[] {PROTOCOL});
    socket.setNeedClientAuth(true);
    try {
      socket.bind(address, backlog);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    return socket;
  }

  /**
   * Connects to a peer with the same certificate and completes the handshake.
   *
   * @param timeout for connecting and again for each read of the handshake
   */
  public static SSLSocket connect(SSLContext context, InetSocketAddress address, Duration timeout)
      throws IOException {
    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket();
    try {
      socket.setEnabledProtocols(new String[] {PROTOCOL});
      socket.connect(address, Math.toIntExact(timeout.toMillis()));
      socket.setSoTimeout(Math.toIntExact(timeout.toMillis()));
      socket.startHandshake();
      socket.setSoTimeout(0);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * An engine for a connection that somebody else moves the bytes of.
   *
   * @param client whether this side opened the connection
   * @param peer host of the other side; sessions with it are resumed
   */
  public static SSLEngine engine(SSLContext context, boolean client, String peer, int port) {
    SSLEngine engine = context.createSSLEngine(peer, port);
    engine.setUseClientMode(client);
    engine.setEnabledProtocols(new String[] {PROTOCOL});
    if (!client) {
      engine.setNeedClientAuth(true);
    }
    return engine;
  }

  /**
   * What a person should know of a failed connection; empty where the failure is none of TLS.
   *
   * @param failure what connecting threw
   */
  public static Optional<String> explain(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return Optional.of(
            "the other side has the keys of another profile or of another home ("
                + cause.getMessage()
                + "); copy the profile's security directory to all machines of the cluster");
      }
    }
    if (failure instanceof SSLException) {
      return Optional.of(
          "the two sides do not agree on TLS ("
              + failure.getMessage()
              + "): one has other keys, or the profile says roundhouse.tls = off on one side only");
    }
    return Optional.empty();
  }
}
