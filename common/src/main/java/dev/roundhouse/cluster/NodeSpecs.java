package dev.roundhouse.cluster;

import dev.roundhouse.blob.Blobs;
import dev.roundhouse.profile.HostPort;
import dev.roundhouse.profile.PortRange;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Settings;
import dev.roundhouse.security.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** What a profile says of addresses, keys and waits, for each role. */
public final class NodeSpecs {

  private NodeSpecs() {}

  /** The controller of the profile; port 0 lets the system choose, for a private one. */
  public static NodeSpec controller(Profile profile) {
    Settings.ControllerSettings own = profile.settings().controller();
    String host = own.host().isEmpty() ? OwnAddress.any() : own.host();
    String bindHost = own.bindHost().isEmpty() ? host : own.bindHost();
    return spec(
        profile, "controller", host, PortRange.of(own.port()), bindHost, own.bindPort(), false);
  }

  /** An engine that joins the profile's controller. */
  public static NodeSpec engine(Profile profile) {
    Settings.EngineSettings own = profile.settings().engine();
    String host = reachable(profile, own.host());
    String bindHost = own.bindHost().isEmpty() ? host : own.bindHost();
    return spec(profile, "engine", host, own.portRange(), bindHost, 0, true);
  }

  /** A client of the profile's controller. */
  public static NodeSpec client(Profile profile) {
    Settings.ClientSettings own = profile.settings().client();
    String host = reachable(profile, own.host());
    String bindHost = own.bindHost().isEmpty() ? host : own.bindHost();
    return spec(profile, "client", host, own.portRange(), bindHost, 0, true);
  }

  private static NodeSpec spec(
      Profile profile,
      String role,
      String host,
      PortRange ports,
      String bindHost,
      int bindPort,
      boolean joins) {
    Settings settings = profile.settings();
    Optional<SSLContext> tls =
        settings.tls() ? Optional.of(Tls.context(profile)) : Optional.empty();
    return new NodeSpec(
        role,
        host,
        ports,
        bindHost,
        bindPort,
        joins ? Optional.of(controllerAddress(profile)) : Optional.empty(),
        tls,
        settings.limits().frame(),
        settings.membership().failurePause(),
        settings.membership().grace());
  }

  /** {@code HOST:PORT} of the profile's controller. */
  public static String controllerAddress(Profile profile) {
    return controllerPlace(profile).toString();
  }

  /** Where the profile's controller listens, as others see it. */
  public static HostPort controllerPlace(Profile profile) {
    Settings.ControllerSettings own = profile.settings().controller();
    return new HostPort(own.host().isEmpty() ? OwnAddress.any() : own.host(), own.port());
  }

  /** Why who listens at the controller's address is not reached; see {@link Tls#complaint}. */
  public static Optional<String> complaint(Profile profile) {
    return Tls.complaint(profile, controllerPlace(profile).socketAddress());
  }

  /** Large values of this process, served beside the given node. */
  public static Blobs blobs(NodeSpec node) throws IOException {
    return new Blobs(node.host(), node.bindHost(), node.ports(), node.tls());
  }

  /**
   * As it was set; else loopback where the whole cluster is there, else the address from which this
   * machine speaks to the controller's.
   */
  private static String reachable(Profile profile, String host) {
    if (!host.isEmpty()) {
      return host;
    }
    Settings.ControllerSettings controller = profile.settings().controller();
    boolean alone = controller.bindHost().isEmpty() || isLoopback(controller.bindHost());
    return alone && isLoopback(controller.host())
        ? controller.host()
        : OwnAddress.towards(controllerPlace(profile));
  }

  private static boolean isLoopback(String host) {
    try {
      return !host.isEmpty() && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
