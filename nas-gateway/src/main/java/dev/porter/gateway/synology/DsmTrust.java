package dev.porter.gateway.synology;

import dev.porter.nas.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/// Which certificate of DSM is trusted: one that is pinned, whatever name it bears; otherwise what
/// a pinned authority signed; without a pin, what this computer trusts.
final class DsmTrust {
    private static final long LARGEST_FILE = 1 << 20;

    private final Set<String> pins;
    private final @Nullable X509TrustManager authorities;

    /// @param authorities none when only a pin counts
    private DsmTrust(Set<String> pins, @Nullable X509TrustManager authorities) {
        this.pins = pins;
        this.authorities = authorities;
    }

    /// @param certificate SHA-256 values in hexadecimal, with or without colons, separated by
    ///   commas; or a PEM file; nothing when this computer's authorities are enough
    /// @throws IllegalArgumentException saying what is wrong with it
    static DsmTrust of(@Nullable String certificate) {
        if (certificate == null || certificate.isBlank()) {
            return new DsmTrust(Set.of(), trusting(null));
        }
        var pins = new HashSet<String>();
        for (var one : certificate.split(",", -1)) {
            var pin = one.replace(":", "").strip().toLowerCase(Locale.ROOT);
            if (!pin.matches("[0-9a-f]{64}")) {
                return ofFile(certificate.strip());
            }
            pins.add(pin);
        }
        return new DsmTrust(pins, null);
    }

    private static DsmTrust ofFile(String file) {
        try (var in = Files.newInputStream(Path.of(file))) {
            if (Files.size(Path.of(file)) > LARGEST_FILE) {
                throw new CertificateException("It is too large.");
            }
            var certificates = certificates(in);
            var pins = new HashSet<String>();
            for (var certificate : certificates) {
                pins.add(digest(certificate));
            }
            return new DsmTrust(pins, trusting(certificates));
        } catch (IOException | InvalidPathException | CertificateException e) {
            throw new IllegalArgumentException(
                    "is neither a SHA-256 value of 64 hexadecimal digits nor a readable PEM file",
                    e);
        }
    }

    private static Collection<? extends Certificate> certificates(InputStream pem)
            throws CertificateException {
        var certificates = CertificateFactory.getInstance("X.509").generateCertificates(pem);
        if (certificates.isEmpty()) {
            throw new CertificateException("There is no certificate in it.");
        }
        return certificates;
    }

    /// @param certificates the only authorities; this computer's when null
    private static X509TrustManager trusting(
            @Nullable Collection<? extends Certificate> certificates) {
        try {
            var factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(certificates == null ? null : store(certificates));
            return (X509TrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This Java has no certificates to work with.", e);
        }
    }

    private static KeyStore store(Collection<? extends Certificate> certificates)
            throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int n = 0;
        for (var certificate : certificates) {
            store.setCertificateEntry("pinned-" + n++, certificate);
        }
        return store;
    }

    private static String digest(Certificate certificate) throws CertificateEncodingException {
        return HexFormat.of().formatHex(Fingerprint.newSha256().digest(certificate.getEncoded()));
    }

    OkHttpClient.Builder applyTo(OkHttpClient.Builder builder) {
        var manager = new Pinned();
        return builder.sslSocketFactory(sockets(manager), manager)
                .hostnameVerifier(names(builder.build().hostnameVerifier()));
    }

    private static SSLSocketFactory sockets(X509TrustManager manager) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new X509TrustManager[] {manager}, new SecureRandom());
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no TLS.", e);
        }
    }

    /// DSM's own certificate does not bear the name it is reached by; a pin is worth more.
    private HostnameVerifier names(HostnameVerifier usual) {
        return (name, session) -> {
            try {
                return isPinned(session.getPeerCertificates()[0]) || usual.verify(name, session);
            } catch (SSLPeerUnverifiedException | CertificateEncodingException e) {
                return false;
            }
        };
    }

    private boolean isPinned(Certificate certificate) throws CertificateEncodingException {
        return pins.contains(digest(certificate));
    }

    private final class Pinned implements X509TrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            if (isPinned(chain[0])) {
                return;
            }
            if (authorities == null) {
                throw new CertificateException("It is not the pinned certificate.");
            }
            authorities.checkServerTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            throw new CertificateException("Nobody logs in to Porter here.");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return authorities == null ? new X509Certificate[0] : authorities.getAcceptedIssuers();
        }
    }
}
