package dev.roundhouse.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Profiles;
import dev.roundhouse.profile.SetupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

  private static final Duration WAIT = Duration.ofSeconds(20);

  @TempDir Path temporary;
  private Profile profile;

  @BeforeEach
  void openProfile() {
    profile = Profiles.open(new Home(temporary.resolve("home")), "test");
  }

  @Test
  void makesKeysOnceForTheirOwnerOnly() throws IOException {
    Keys keys = Keys.open(profile);

    assertThat(permissions(profile.security())).isEqualTo("rwx------");
    assertThat(permissions(keys.store())).isEqualTo("rw-------");
    assertThat(permissions(profile.security().resolve("password"))).isEqualTo("rw-------");
    assertThat(Keys.open(profile).fingerprint()).isEqualTo(keys.fingerprint());
    assertThat(keys.toString()).doesNotContain(keys.password());
  }

  @Test
  void agreesOnOneSetOfKeysWhenSeveralMakeThemAtOnce() {
    var first = CompletableFuture.supplyAsync(() -> Keys.open(profile).fingerprint());
    var second = CompletableFuture.supplyAsync(() -> Keys.open(profile).fingerprint());

    assertThat(first.orTimeout(60, TimeUnit.SECONDS).join())
        .isEqualTo(second.orTimeout(60, TimeUnit.SECONDS).join());
    assertThat(profile.directory().toFile().list()).noneMatch(name -> name.startsWith(".sec"));
  }

  @Test
  void refusesKeysThatOthersCanRead() throws IOException {
    Path store = Keys.open(profile).store();
    Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rw-r--r--"));

    SetupException failure = catchThrowableOfType(SetupException.class, () -> Keys.open(profile));

    assertThat(failure.kind()).isEqualTo(SetupException.Code.KEYS);
    assertThat(failure).hasMessageContaining(store.toString()).hasMessageContaining("rw-r--r--");
    assertThat(failure.hint()).contains("chmod 600 " + store);
  }

  @Test
  void refusesExpiredKeysAndSaysHowToMakeNewOnes() {
    SetupException failure =
        catchThrowableOfType(
            SetupException.class, () -> Keys.open(profile, new KeyTool.Validity("-9d", 2)));

    assertThat(failure).hasMessageContaining("expired on");
    assertThat(failure.hint()).contains("delete " + profile.security());
  }

  @Test
  void refusesBrokenKeys() throws IOException {
    Path store = Keys.open(profile).store();
    Files.write(store, new byte[] {1, 2, 3});

    assertThatThrownBy(() -> Keys.open(profile))
        .isInstanceOf(SetupException.class)
        .hasMessageContaining(profile.security().toString());
  }

  @Test
  void connectsWhoHasTheSameKeysByTlsOnePointThree() throws Exception {
    SSLContext context = Tls.context(profile);
    try (SSLServerSocket server = Tls.listen(context, anyPort(), 4)) {
      CompletableFuture<Integer> received = receiveByte(server);
      try (SSLSocket socket = Tls.connect(context, address(server), WAIT)) {
        assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
        socket.getOutputStream().write(42);
        assertThat(received.get(20, TimeUnit.SECONDS)).isEqualTo(42);
      }
    }
  }

  @Test
  void turnsAwayWhoHasOtherKeys() throws Exception {
    Profile foreign = Profiles.open(new Home(temporary.resolve("foreign")), "test");
    try (SSLServerSocket server = Tls.listen(Tls.context(profile), anyPort(), 4)) {
      CompletableFuture<Integer> received = receiveByte(server);
      SSLException failure =
          catchThrowableOfType(
              SSLException.class,
              () -> Tls.connect(Tls.context(foreign), address(server), WAIT).close());

      assertThat(Tls.explain(failure).orElseThrow()).contains("keys of another profile");
      assertThat(received).failsWithin(WAIT);
    }
  }

  @Test
  void saysWhyWhoListensIsNotReached() throws Exception {
    Profile foreign = Profiles.open(new Home(temporary.resolve("foreign")), "test");
    try (SSLServerSocket ours = Tls.listen(Tls.context(profile), anyPort(), 4);
        SSLServerSocket theirs = Tls.listen(Tls.context(foreign), anyPort(), 4);
        ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Integer> byOurs = receiveByte(ours);
      assertThat(Tls.complaint(profile, address(ours))).isEmpty();
      assertThat(byOurs).as("nothing was sent").succeedsWithin(WAIT).isEqualTo(-1);

      CompletableFuture<Integer> byTheirs = receiveByte(theirs);
      assertThat(Tls.complaint(profile, address(theirs)).orElseThrow())
          .contains("keys of another profile");
      assertThat(byTheirs).failsWithin(WAIT);

      InetSocketAddress address = (InetSocketAddress) silent.getLocalSocketAddress();
      assertThat(Tls.complaint(profile, address).orElseThrow()).contains("does not answer");
    }
  }

  @Test
  void refusedCertificatesAreToldApart() {
    assertThat(TellingTrust.reason("lan", "CN=roundhouse", new CertificateException("no path")))
        .contains("CN=roundhouse", "keys of another profile", "profile export");
    assertThat(
            TellingTrust.reason(
                "lan",
                "CN=roundhouse",
                new CertificateException("no", new CertificateExpiredException("in May"))))
        .contains("expired", "new keys for profile lan");
  }

  @Test
  void turnsAwayWhoShowsNoCertificate() throws Exception {
    Keys keys = Keys.open(profile);
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(keys.content());
    SSLContext nameless = SSLContext.getInstance("TLSv1.3");
    nameless.init(null, trusted.getTrustManagers(), null);
    try (SSLServerSocket server = Tls.listen(Tls.context(profile), anyPort(), 4)) {
      CompletableFuture<Integer> received = receiveByte(server);
      try (SSLSocket socket = Tls.connect(nameless, address(server), WAIT)) {
        assertThat(received)
            .failsWithin(WAIT)
            .withThrowableThat()
            .withRootCauseInstanceOf(SSLException.class);
        assertThat(socket.isConnected()).isTrue();
      }
    }
  }

  @Test
  void makesEnginesThatAskTheOtherSideForItsKeys() {
    SSLContext context = Tls.context(profile);

    SSLEngine server = Tls.engine(context, false, "127.0.0.1", 7);
    assertThat(server.getUseClientMode()).isFalse();
    assertThat(server.getNeedClientAuth()).isTrue();
    assertThat(server.getEnabledProtocols()).containsExactly("TLSv1.3");
    SSLEngine client = Tls.engine(context, true, "127.0.0.1", 7);
    assertThat(client.getUseClientMode()).isTrue();
    assertThat(client.getEnabledProtocols()).containsExactly("TLSv1.3");
    assertThat(client.getPeerHost()).isEqualTo("127.0.0.1");
  }

  private static CompletableFuture<Integer> receiveByte(SSLServerSocket server) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (var socket = server.accept()) {
            socket.setSoTimeout(20_000);
            int value = socket.getInputStream().read();
            socket.setSoTimeout(1);
            return value;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static InetSocketAddress address(SSLServerSocket server) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
