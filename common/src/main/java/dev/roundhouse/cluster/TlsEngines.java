package dev.roundhouse.cluster;

import dev.roundhouse.security.Tls;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.apache.pekko.remote.artery.tcp.SSLEngineProvider;
import scala.Option;

/**
 * TLS of Pekko's remoting, from the context that the process has for its other connections: the
 * keys are read once, and their password stands in no configuration.
 */
final class TlsEngines implements SSLEngineProvider {

  private final SSLContext context;

  TlsEngines(SSLContext context) {
    this.context = Objects.requireNonNull(context, "context");
  }

  @Override
  public SSLEngine createServerSSLEngine(String hostname, int port) {
    return Tls.engine(context, false, hostname, port);
  }

  @Override
  public SSLEngine createClientSSLEngine(String hostname, int port) {
    return Tls.engine(context, true, hostname, port);
  }

  /** The handshake has proved that the other side holds the profile's key, wherever it is. */
  @Override
  public Option<Throwable> verifyClientSession(String hostname, SSLSession session) {
    return Option.empty();
  }

  @Override
  public Option<Throwable> verifyServerSession(String hostname, SSLSession session) {
    return Option.empty();
  }
}
