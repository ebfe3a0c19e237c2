package dev.porter.web;

import java.net.InetAddress;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.web.servlet.function.ServerRequest;

/// Which way a request came: from a program on this machine, or from outside, maybe through a proxy
/// on this machine, which then makes the request look like one from here.
final class Way {
    /// What proxies, tunnels and content networks add; a browser sends none of it.
    private static final Set<String> LEFT_BY_PROXIES =
            Set.of(
                    "forwarded",
                    "via",
                    "client-ip",
                    "true-client-ip",
                    "x-real-ip",
                    "x-client-ip",
                    "x-cluster-client-ip",
                    "x-envoy-external-address",
                    "x-original-host",
                    "x-original-url",
                    "x-rewrite-url",
                    "fastly-client-ip",
                    "cdn-loop");

    private static final List<String> BEGINNINGS =
            List.of("x-forwarded", "cf-", "tailscale-", "x-arr-", "x-azure-", "x-amzn-");

    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final int IPV6_BYTES = 16;
    private static final int NETWORK_BYTES = 8;

    private Way() {}

    /// Whether it came directly from a program on this machine, as far as can be seen. Browsers and
    /// scripts speak at least HTTP/1.1; some proxies speak 1.0 and leave no other trace.
    static boolean fromThisMachine(ServerRequest request) {
        var servlet = request.servletRequest();
        return isLoopback(servlet.getRemoteAddr())
                && !servlet.getProtocol().equals("HTTP/1.0")
                && Collections.list(servlet.getHeaderNames()).stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .noneMatch(Way::isLeftByAProxy);
    }

    private static boolean isLeftByAProxy(String header) {
        return LEFT_BY_PROXIES.contains(header) || BEGINNINGS.stream().anyMatch(header::startsWith);
    }

    /// From which machine, or network of one, it came. Of what a proxy on this machine passes on,
    /// only the last address is the proxy's own word; the others are the sender's.
    static String origin(ServerRequest request) {
        var peer = request.servletRequest().getRemoteAddr();
        var passedOn = request.headers().header(FORWARDED_FOR);
        if (!isLoopback(peer) || passedOn.isEmpty()) {
            return network(peer);
        }
        var all = passedOn.getLast();
        return network(all.substring(all.lastIndexOf(',') + 1).strip());
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// One household has one IPv4 address, but a whole network of IPv6 addresses.
    private static String network(String address) {
        try {
            var bytes = InetAddress.ofLiteral(address).getAddress();
            return bytes.length == IPV6_BYTES
                    ? HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES)
                    : HexFormat.of().formatHex(bytes);
        } catch (IllegalArgumentException _) {
            return "unknown";
        }
    }
}
