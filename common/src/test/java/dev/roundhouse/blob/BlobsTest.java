package dev.roundhouse.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.PortRange;
import dev.roundhouse.profile.Profiles;
import dev.roundhouse.security.Tls;
import dev.roundhouse.work.Payload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BlobsTest {

  private static final String HOST = "127.0.0.1";

  @TempDir Path temporary;

  private static Blobs blobs(Optional<SSLContext> tls) throws IOException {
    return new Blobs(HOST, HOST, PortRange.ANY, tls);
  }

  private SSLContext keys(String home) {
    return Tls.context(Profiles.open(new Home(temporary.resolve(home)), "default"));
  }

  private static byte[] large(int size) {
    byte[] bytes = new byte[size];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  @Test
  void leavesASmallValueInItsMessage() throws IOException {
    try (Blobs blobs = blobs(Optional.empty())) {
      byte[] bytes = large(Blobs.INLINE_LIMIT);

      assertThat(blobs.outgoing(bytes)).isInstanceOf(Payload.Encoded.class);
      assertThat(blobs.size()).isZero();
    }
  }

  @Test
  void readsALargeValueInPlain() throws IOException {
    readsALargeValue(Optional.empty());
  }

  @Test
  void readsALargeValueByTls() throws IOException {
    readsALargeValue(Optional.of(keys("home")));
  }

  private static void readsALargeValue(Optional<SSLContext> tls) throws IOException {
    byte[] bytes = large(64 * 1024 * 1024);
    try (Blobs keeper = blobs(tls);
        Blobs reader = blobs(tls)) {
      Payload payload = keeper.outgoing(bytes);

      assertThat(reader.read(payload)).isEqualTo(bytes);
    }
  }

  @Test
  void saysThatAReleasedValueIsNotThereAnyMore() throws IOException {
    try (Blobs keeper = blobs(Optional.empty());
        Blobs reader = blobs(Optional.empty())) {
      Payload payload = keeper.outgoing(large(100_000));
      assertThat(keeper.keeps(payload)).isTrue();
      reader.release(payload);

      assertThatThrownBy(() -> reader.read(payload))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("is not there any more")
          .hasMessageContaining(HOST);
      assertThat(keeper.keeps(payload)).isFalse();
    }
  }

  @Test
  void givesNothingToAPeerWithOtherKeys() throws IOException {
    try (Blobs keeper = blobs(Optional.of(keys("home")));
        Blobs stranger = blobs(Optional.of(keys("foreign")));
        Blobs plain = blobs(Optional.empty());
        Blobs friend = blobs(Optional.of(keys("home")))) {
      Payload payload = keeper.outgoing(large(100_000));

      assertThatThrownBy(() -> stranger.read(payload)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> plain.read(payload)).isInstanceOf(IOException.class);
      assertThat(friend.read(payload)).hasSize(100_000);
    }
  }

  @Test
  void closesAStreamOfGarbageAndGoesOn() throws IOException {
    try (Blobs keeper = blobs(Optional.empty());
        Blobs reader = blobs(Optional.empty())) {
      Payload.Stored payload = (Payload.Stored) keeper.outgoing(large(100_000));
      try (Socket socket = new Socket(InetAddress.getByName(HOST), payload.port())) {
        socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(30));
        socket.getOutputStream().write(new byte[] {77, 1, 2});
        assertThat(socket.getInputStream().read()).as("end of the stream").isEqualTo(-1);
      }

      assertThat(reader.read(payload)).hasSize(100_000);
    }
  }
}
