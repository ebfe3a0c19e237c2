package dev.porter.health;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Answers only who asks for `localhost` or for an address. A web page can have its own name come
/// to mean this computer, and would then read in somebody's browser what is meant for nobody else
/// (DNS rebinding).
final class OwnNames implements Filter {
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain next)
            throws IOException, ServletException {
        if (isOwn(((HttpServletRequest) request).getHeader("Host"))) {
            next.doFilter(request, response);
            return;
        }
        var refused = (HttpServletResponse) response;
        refused.setStatus(HttpServletResponse.SC_FORBIDDEN);
        refused.setContentType("text/plain;charset=UTF-8");
        refused.getWriter().print("Ask for this at localhost, or at the address of this computer.");
    }

    /// Every browser says for whom it asks.
    private static boolean isOwn(@Nullable String host) {
        if (host == null) {
            return true;
        }
        var name = PORT.matcher(host).replaceFirst("");
        return name.equalsIgnoreCase("localhost") || isAddress(name);
    }

    private static boolean isAddress(String name) {
        try {
            var _ = InetAddress.ofLiteral(name.replaceAll("^\\[(.*)]$", "$1"));
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
