package dev.porter.gateway.synology;

import dev.porter.secret.Secret;
import dev.porter.settings.CannotStartException;
import dev.porter.settings.SecretSetting;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Where DSM is and who Porter is there. Whatever is wrong or missing stops the start with one
/// sentence that names the key and the remedy.
///
/// @param url DSM's address, with `https`
/// @param username the service account for files
/// @param password its password
/// @param passwordFile a file with the password, instead of it
/// @param deviceId of Porter as a trusted device, where the account has two-step verification on
/// @param deviceIdFile a file with the device id, instead of it
/// @param certificate a pinned certificate: SHA-256 values separated by commas, or a PEM file
/// @param adminUsername the account for account work only; without one Porter makes no users
/// @param adminPassword its password
/// @param adminPasswordFile a file with that password, instead of it
/// @param adminDeviceId of Porter as a trusted device of that account
/// @param adminDeviceIdFile a file with that device id, instead of it
/// @param homes the folder of all homes, as File Station names it
/// @param group a group that new users join
/// @param quota how much a new user may store in the homes
/// @param applications the ids of the applications that new users are allowed
@ConfigurationProperties("porter.nas.synology")
public record SynologySettings(
        @Nullable URI url,
        @Nullable String username,
        @Nullable Secret password,
        @Nullable Path passwordFile,
        @Nullable Secret deviceId,
        @Nullable Path deviceIdFile,
        @Nullable String certificate,
        @Nullable String adminUsername,
        @Nullable Secret adminPassword,
        @Nullable Path adminPasswordFile,
        @Nullable Secret adminDeviceId,
        @Nullable Path adminDeviceIdFile,
        @DefaultValue("/homes") String homes,
        @Nullable String group,
        @Nullable DataSize quota,
        @DefaultValue List<String> applications) {
    static final String PREFIX = "porter.nas.synology.";

    /// The settings after a look at each of them.
    ///
    /// @throws CannotStartException with one sentence for the administrator
    Checked checked() {
        var address = address();
        var files =
                new DsmAuth.Credentials(
                        required(username, "username", "the name of the service account for files"),
                        secret(password, passwordFile, "password")
                                .orElseThrow(() ->
                                        missing("password", "the service account's password")),
                        null,
                        secret(deviceId, deviceIdFile, "device-id").orElse(null));
        return new Checked(address, trust(), files, administrator(files), folder(), onboarding());
    }

    /// What the settings come to.
    ///
    /// @param files the service account
    /// @param administrator the account for account work
    /// @param onboarding what a new user gets
    record Checked(
            URI address,
            DsmTrust trust,
            DsmAuth.Credentials files,
            Optional<DsmAuth.Credentials> administrator,
            String homes,
            Onboarding onboarding) {}

    /// What a new user gets besides a home.
    ///
    /// @param quota in mebibytes
    record Onboarding(Optional<String> group, OptionalLong quota, List<String> applications) {}

    private URI address() {
        var remedy = "DSM's address, such as https://nas.example.org:5001";
        if (url == null || url.toString().isBlank()) {
            throw missing("url", remedy);
        }
        if (!"https".equals(url.getScheme()) || url.getHost() == null) {
            throw wrong("url", "does not begin with https:// and a name, set it to " + remedy);
        }
        if (url.getUserInfo() != null || url.getQuery() != null || url.getFragment() != null) {
            throw wrong("url", "has more than an address in it, set it to " + remedy);
        }
        return url;
    }

    private DsmTrust trust() {
        try {
            return DsmTrust.of(certificate);
        } catch (IllegalArgumentException e) {
            throw wrong(
                    "certificate",
                    e.getMessage()
                            + ": set it to what your browser shows as the certificate's SHA-256"
                            + " fingerprint, or to the path of a PEM file");
        }
    }

    private Optional<DsmAuth.Credentials> administrator(DsmAuth.Credentials files) {
        var its = secret(adminPassword, adminPasswordFile, "admin-password");
        var device = secret(adminDeviceId, adminDeviceIdFile, "admin-device-id");
        if (adminUsername == null || adminUsername.isBlank()) {
            if (its.isPresent() || device.isPresent()) {
                throw missing(
                        "admin-username",
                        "the name that admin-password and admin-device-id belong to");
            }
            return Optional.empty();
        }
        if (adminUsername.equalsIgnoreCase("admin") || adminUsername.equalsIgnoreCase("root")) {
            throw wrong(
                    "admin-username",
                    "is DSM's built-in administrator, set it to an administrator of Porter's own");
        }
        var same = adminUsername.equalsIgnoreCase(files.account());
        return Optional.of(
                new DsmAuth.Credentials(
                        adminUsername,
                        its.orElseThrow(() ->
                                missing("admin-password", "the password of " + adminUsername)),
                        null,
                        device.orElse(same ? files.deviceId() : null)));
    }

    private String folder() {
        if (!homes.matches("(/[^/\\\\]+)+") || homes.contains("/.")) {
            throw wrong("homes", "is no folder as File Station names it, such as /homes");
        }
        return homes;
    }

    private Onboarding onboarding() {
        var mebibytes = quota == null ? OptionalLong.empty() : OptionalLong.of(quota.toMegabytes());
        if (mebibytes.isPresent() && mebibytes.getAsLong() < 1) {
            throw wrong("quota", "is less than 1MB, set it to a size such as 100GB");
        }
        return new Onboarding(
                Optional.ofNullable(group).filter(set -> !set.isBlank()),
                mebibytes,
                List.copyOf(applications));
    }

    private static String required(@Nullable String value, String key, String remedy) {
        if (value == null || value.isBlank()) {
            throw missing(key, remedy);
        }
        return value.strip();
    }

    private static Optional<Secret> secret(
            @Nullable Secret value, @Nullable Path file, String key) {
        return SecretSetting.read(PREFIX + key, value, file);
    }

    private static CannotStartException missing(String key, String remedy) {
        return new CannotStartException(PREFIX + key + " is missing: set it to " + remedy + ".");
    }

    private static CannotStartException wrong(String key, String problem) {
        return new CannotStartException(PREFIX + key + " " + problem + ".");
    }

    @Override
    public String toString() {
        return "SynologySettings[url=%s, username=%s]".formatted(url, username);
    }
}
