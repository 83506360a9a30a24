package dev.roundhouse.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Against a server on the loopback address. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class HttpGetTest {

  @TempDir Path home;
  private HttpServer server;
  private ExecutorService threads;
  private final CountDownLatch ending = new CountDownLatch(1);
  private final List<Integer> statuses = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() throws IOException {
    System.setProperty("roundhouse.home", home.toString());
    threads = Executors.newCachedThreadPool();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/plain", http -> answer(http, 200, "grün"));
    server.createContext(
        "/tagged",
        http -> {
          http.getResponseHeaders().set("ETag", "\"one\"");
          boolean known = "\"one\"".equals(http.getRequestHeaders().getFirst("If-None-Match"));
          answer(http, known ? 304 : 200, known ? "" : "tagged");
        });
    server.createContext(
        "/timed",
        http -> {
          String time = "Tue, 03 Feb 2026 10:00:00 GMT";
          http.getResponseHeaders().set("Last-Modified", time);
          boolean known = time.equals(http.getRequestHeaders().getFirst("If-Modified-Since"));
          answer(http, known ? 304 : 200, known ? "" : "timed");
        });
    server.createContext(
        "/moved",
        http -> {
          http.getResponseHeaders().set("Location", "/plain");
          answer(http, 302, "");
        });
    server.createContext("/missing", http -> answer(http, 404, "no"));
    server.createContext(
        "/header", http -> answer(http, 200, http.getRequestHeaders().getFirst("X-Asked")));
    server.createContext(
        "/latin",
        http -> {
          http.getResponseHeaders().set("Content-Type", "text/plain; charset=ISO-8859-1");
          bytes(http, 200, "grün".getBytes(StandardCharsets.ISO_8859_1));
        });
    server.createContext(
        "/secret",
        http -> {
          http.getResponseHeaders().set("Cache-Control", "no-store");
          answer(http, 200, "secret");
        });
    server.createContext("/slow", this::never);
    server.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    ending.countDown();
    server.stop(0);
    threads.shutdownNow();
    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    System.clearProperty("roundhouse.home");
  }

  /** Answers the beginning, and no more until the test is over. */
  private void never(HttpExchange http) {
    try {
      http.sendResponseHeaders(200, 100);
      http.getResponseBody().write(1);
      http.getResponseBody().flush();
      ending.await(20, TimeUnit.SECONDS);
    } catch (IOException | InterruptedException ended) {
      http.close();
    }
  }

  private void answer(HttpExchange http, int status, String text) {
    bytes(http, status, text.getBytes(StandardCharsets.UTF_8));
  }

  private void bytes(HttpExchange http, int status, byte[] body) {
    try (http) {
      statuses.add(status);
      boolean head = http.getRequestMethod().equals("HEAD");
      boolean empty = status == 304 || head || body.length == 0;
      http.sendResponseHeaders(status, empty ? -1 : body.length);
      if (!empty) {
        http.getResponseBody().write(body);
      }
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private Map<String, Object> inputs(String path) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put("url", "http://localhost:" + server.getAddress().getPort() + path);
    inputs.put("headers", Map.of());
    inputs.put("timeout", Duration.ofSeconds(20));
    inputs.put("max-bytes", 1_000L);
    return inputs;
  }

  private Map<String, Object> get(Map<String, Object> inputs) throws Exception {
    return new HttpGet().compute(inputs, JsonModulesTest.context());
  }

  private Object text(String path) throws Exception {
    return get(inputs(path)).get("text");
  }

  @Test
  void aDocumentIsFetchedAsTextLinesOrBytes() throws Exception {
    assertThat(text("/plain")).isEqualTo("grün");
    assertThat(text("/latin")).isEqualTo("grün");
    Map<String, Object> bytes = inputs("/plain");
    bytes.put("as", "bytes");
    assertThat((byte[]) get(bytes).get("bytes")).isEqualTo("grün".getBytes(StandardCharsets.UTF_8));
    Map<String, Object> header = inputs("/header");
    header.put("headers", Map.of("X-Asked", "yes"));
    assertThat(get(header).get("text")).isEqualTo("yes");
  }

  @Test
  void redirectsAreFollowed() throws Exception {
    assertThat(text("/moved")).isEqualTo("grün");
  }

  @Test
  void whatHasNotChangedIsNotFetchedAgain() throws Exception {
    for (String path : List.of("/tagged", "/timed")) {
      statuses.clear();
      Object first = text(path);
      assertThat(text(path)).isEqualTo(first);
      assertThat(statuses).as(path).containsExactly(200, 304);
    }
  }

  @Test
  void theCopyIsTakenWhereTheNetworkFails() throws Exception {
    Object first = text("/tagged");
    server.stop(0);
    java.io.PrintStream before = System.err;
    java.io.ByteArrayOutputStream printed = new java.io.ByteArrayOutputStream();
    System.setErr(new java.io.PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      assertThat(text("/tagged")).isEqualTo(first);
    } finally {
      System.setErr(before);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .startsWith("warning: http://localhost:")
        .contains("cannot be fetched")
        .contains("the copy of ");
    assertThatThrownBy(() -> text("/plain"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/plain cannot be fetched: ");
  }

  @Test
  void aCopyIsForItsOwnerAndForTheSameHeadersOnly() throws Exception {
    text("/tagged");
    assertThat(dev.roundhouse.profile.OwnerOnly.isOwnerOnly(home.resolve("cache/http"))).isTrue();
    Map<String, Object> other = inputs("/tagged");
    other.put("headers", Map.of("Authorization", "Bearer other"));
    server.stop(0);
    assertThatThrownBy(() -> get(other)).hasMessageContaining("cannot be fetched");
  }

  @Test
  void noCopyIsKeptWhereTheServerForbidsIt() throws Exception {
    assertThat(text("/secret")).isEqualTo("secret");
    assertThat(home.resolve("cache/http")).doesNotExist();
  }

  @Test
  void aDamagedCopyIsFetchedAnew() throws Exception {
    text("/tagged");
    try (var files = java.nio.file.Files.list(home.resolve("cache/http"))) {
      for (Path file : files.toList()) {
        java.nio.file.Files.writeString(file, "body = x");
      }
    }
    assertThat(text("/tagged")).isEqualTo("tagged");
  }

  @Test
  void theValidatorsAreTheFingerprint() throws Exception {
    assertThat(new HttpGet().fingerprint(inputs("/tagged"))).contains("\"one\"");
    assertThat(new HttpGet().fingerprint(inputs("/timed")).orElseThrow()).contains("2026");
    assertThat(new HttpGet().fingerprint(inputs("/plain"))).isEmpty();
    assertThat(new HttpGet().fingerprint(inputs("/missing"))).isEmpty();
  }

  @Test
  void anotherStatusFails() {
    assertThatThrownBy(() -> text("/missing"))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("/missing answered with status 404, expected 200");
  }

  @Test
  void aServerThatStopsInTheMiddleIsGivenUp() {
    Map<String, Object> slow = inputs("/slow");
    slow.put("timeout", Duration.ofMillis(300));
    assertThatThrownBy(() -> get(slow))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/slow did not answer within PT0.3S");
  }

  @Test
  void moreThanTheBoundIsRefused() {
    Map<String, Object> small = inputs("/plain");
    small.put("max-bytes", 3L);
    assertThatThrownBy(() -> get(small))
        .hasMessageEndingWith("/plain gives more than max-bytes = 3 bytes");
  }

  @Test
  void inputsThatAreWrongAreNamed() {
    for (String url : List.of("ftp://a/b", "nothing", "http:///x", "http://a b")) {
      Map<String, Object> wrong = inputs("/plain");
      wrong.put("url", url);
      assertThatThrownBy(() -> get(wrong))
          .as(url)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("url is " + url)
          .hasMessageEndingWith("expected http:// or https://");
    }
    Map<String, Object> header = inputs("/plain");
    header.put("headers", Map.of("Host", "x"));
    assertThatThrownBy(() -> get(header)).hasMessageStartingWith("headers: ");
    Map<String, Object> timeout = inputs("/plain");
    timeout.put("timeout", Duration.ZERO);
    assertThatThrownBy(() -> get(timeout)).hasMessageContaining("timeout is PT0S");
  }
}
