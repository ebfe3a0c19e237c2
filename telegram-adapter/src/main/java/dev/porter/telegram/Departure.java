package dev.porter.telegram;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// Tells a request that never left from one that may have arrived: only the first may be repeated
/// when repeating does something twice.
final class Departure {
    /// The request did not leave: no connection was made for it.
    static final class NeverException extends IOException {
        NeverException(IOException cause) {
            super(cause);
        }
    }

    private final AtomicBoolean left = new AtomicBoolean();

    private Departure() {}

    static void watch(OkHttpClient.Builder client) {
        client.addInterceptor(Departure::outside).addNetworkInterceptor(Departure::inside);
    }

    static boolean maybe(@Nullable Throwable failure) {
        for (var each = failure; each != null; each = each.getCause()) {
            if (each instanceof NeverException) {
                return false;
            }
        }
        return true;
    }

    private static Response outside(Interceptor.Chain chain) throws IOException {
        var departure = new Departure();
        try {
            return chain.proceed(
                    chain.request().newBuilder().tag(Departure.class, departure).build());
        } catch (IOException e) {
            throw departure.left.get() ? e : new NeverException(e);
        }
    }

    private static Response inside(Interceptor.Chain chain) throws IOException {
        var departure = chain.request().tag(Departure.class);
        if (departure != null) {
            departure.left.set(true);
        }
        return chain.proceed(chain.request());
    }
}
