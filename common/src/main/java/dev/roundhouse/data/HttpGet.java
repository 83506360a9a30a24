package dev.roundhouse.data;

import dev.roundhouse.builtin.Content;
import dev.roundhouse.module.Fingerprinted;
import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.module.ModuleDescriptor;
import dev.roundhouse.module.ModuleType;
import dev.roundhouse.module.Port;
import dev.roundhouse.module.PortType;
import dev.roundhouse.module.Support;
import dev.roundhouse.profile.Home;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches a document by HTTP. A copy is kept under the home, and is asked for again by its ETag or
 * its time of modification; where the network fails it is taken as it is, with a warning.
 */
public final class HttpGet implements ModuleType, Fingerprinted<Map<String, Object>> {

  private static final int NOT_MODIFIED = 304;
  private static final long MOST_BYTES = 64L << 20;
  private static final Support SUPPORT = new Support(true, false, false, true, Map.of());

  /** Made when it is first needed: it has threads. */
  private static final class Client {
    private static final HttpClient HTTP =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
  }

  @Override
  public String name() {
    return "http-get";
  }

  @Override
  public ModuleDescriptor describe(Map<String, Object> parameters) {
    return new ModuleDescriptor(
        name(),
        "Fetches a document by HTTP, again only where it has changed.",
        List.of(
            Port.of("url", PortType.STRING),
            Port.withDefault("headers", HttpAsk.HEADERS, Map.of()),
            Content.parameter(),
            Port.withDefault("timeout", new PortType(Duration.class), Duration.ofSeconds(30)),
            Port.withDefault("max-bytes", new PortType(long.class), MOST_BYTES)),
        List.of(Content.of(parameters).port()),
        SUPPORT,
        true);
  }

  /** The validators that the server gives now. */
  @Override
  public Optional<String> fingerprint(Map<String, Object> inputs) throws Exception {
    HttpAsk ask = HttpAsk.of(inputs);
    HttpRequest head = ask.request().method("HEAD", HttpRequest.BodyPublishers.noBody()).build();
    HttpResponse<Optional<byte[]>> answer = send(head, ask);
    if (!isSuccess(answer.statusCode())) {
      return Optional.empty();
    }
    Optional<String> length = answer.headers().firstValue("content-length");
    return answer
        .headers()
        .firstValue("etag")
        .or(() -> answer.headers().firstValue("last-modified").map(time -> time + " " + length));
  }

  @Override
  public Map<String, Object> compute(Map<String, Object> inputs, ModuleContext context)
      throws IOException, InterruptedException {
    HttpAsk ask = HttpAsk.of(inputs);
    HttpCopies copies = new HttpCopies(Home.find());
    Optional<HttpCopy> copy = copies.find(ask.identity());
    HttpRequest.Builder request = ask.request();
    copy.flatMap(HttpCopy::etag).ifPresent(etag -> request.setHeader("If-None-Match", etag));
    copy.flatMap(HttpCopy::lastModified)
        .ifPresent(time -> request.setHeader("If-Modified-Since", time));
    HttpResponse<Optional<byte[]>> answer;
    try {
      answer = send(request.build(), ask);
    } catch (IOException unreachable) {
      HttpCopy old = copy.orElseThrow(() -> unreachable);
      System.err.println(
          "warning: " + unreachable.getMessage() + "; the copy of " + old.fetched() + " is taken");
      return HttpText.outputs(old, inputs);
    }
    if (answer.statusCode() == NOT_MODIFIED && copy.isPresent()) {
      return HttpText.outputs(copy.get(), inputs);
    }
    HttpCopy fetched = fetched(answer, ask);
    if (!answer.headers().allValues("cache-control").toString().contains("no-store")) {
      copies.keep(ask.identity(), fetched);
    }
    return HttpText.outputs(fetched, inputs);
  }

  private static HttpCopy fetched(HttpResponse<Optional<byte[]>> answer, HttpAsk ask)
      throws IOException {
    if (!isSuccess(answer.statusCode())) {
      throw new IOException(
          ask.url() + " answered with status " + answer.statusCode() + ", expected 200");
    }
    byte[] body =
        answer
            .body()
            .orElseThrow(
                () ->
                    new IOException(
                        ask.url() + " gives more than max-bytes = " + ask.maxBytes() + " bytes"));
    return new HttpCopy(
        body,
        answer.headers().firstValue("content-type"),
        answer.headers().firstValue("etag"),
        answer.headers().firstValue("last-modified"),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private static boolean isSuccess(int status) {
    return status >= 200 && status < 300;
  }

  /**
   * Sends within the timeout, body included.
   *
   * @throws IOException the network failed; the message says how
   */
  private static HttpResponse<Optional<byte[]>> send(HttpRequest request, HttpAsk ask)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<Optional<byte[]>>> answer =
        Client.HTTP.sendAsync(request, info -> new BoundedBody(ask.maxBytes()));
    try {
      return answer.get(ask.timeout().toMillis() + 1, TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw new IOException(ask.url() + " did not answer within " + ask.timeout(), late);
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      String why =
          cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
      throw new IOException(ask.url() + " cannot be fetched: " + why, cause);
    } finally {
      answer.cancel(true);
    }
  }
}
