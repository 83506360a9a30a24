package dev.roundhouse.data;

import dev.roundhouse.module.PortType;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What {@link HttpGet} was asked for. */
record HttpAsk(URI url, Map<String, String> headers, Duration timeout, long maxBytes) {

  static final PortType HEADERS = PortType.of(Map.class, PortType.STRING, PortType.STRING);

  /**
   * Reads the inputs of the module.
   *
   * @throws IllegalArgumentException one is wrong; the message names it
   */
  static HttpAsk of(Map<String, Object> inputs) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (inputs.get("headers") instanceof Map<?, ?> given) {
      given.forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
    }
    Duration timeout = (Duration) Objects.requireNonNull(inputs.get("timeout"), "timeout");
    long most = ((Number) Objects.requireNonNull(inputs.get("max-bytes"), "max-bytes")).longValue();
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout is " + timeout + ", expected one above zero");
    }
    if (most < 0 || most > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "max-bytes is " + most + ", expected 0 to " + (Integer.MAX_VALUE - 8));
    }
    return new HttpAsk(url(String.valueOf(inputs.get("url"))), headers, timeout, most);
  }

  private static URI url(String text) {
    try {
      URI url = URI.create(text.strip());
      String scheme = String.valueOf(url.getScheme());
      if (url.getHost() != null
          && (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))) {
        return url;
      }
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          "url is " + text + " (" + malformed.getMessage() + "), expected http:// or https://",
          malformed);
    }
    throw new IllegalArgumentException("url is " + text + ", expected http:// or https://");
  }

  HttpRequest.Builder request() {
    HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(timeout);
    try {
      headers.forEach(request::setHeader);
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException("headers: " + refused.getMessage(), refused);
    }
    return request;
  }

  /** Tells requests apart whose answers may differ. */
  String identity() {
    return url + "\n" + headers;
  }
}
