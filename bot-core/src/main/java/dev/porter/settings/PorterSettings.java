package dev.porter.settings;

import dev.porter.language.Language;
import dev.porter.secret.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// The settings that are about no platform and no backend.
///
/// @param data the folder for the database, the spool and Porter's own secrets
/// @param claimCode makes the first administrator; random when none is set
/// @param claimCodeFile a file that holds it, instead
/// @param publicUrl where people reach the web pages from outside; without it there are no one-time
///   links
/// @param spoolLimit how many bytes may wait on this computer while the NAS is away
/// @param language the code of the language for channels, and for whoever has chosen none and whose
///   platform names none
/// @param recover whether the database and the catalogue are made again from the NAS at this start
/// @param nas what all backends have in common
@ConfigurationProperties("porter")
public record PorterSettings(
        @DefaultValue("./data") Path data,
        @Nullable Secret claimCode,
        @Nullable Path claimCodeFile,
        @Nullable URI publicUrl,
        @DefaultValue("20GB") DataSize spoolLimit,
        @DefaultValue("en") String language,
        boolean recover,
        @DefaultValue NasSettings nas) {

    public PorterSettings {
        if (publicUrl != null && !canBeginALink(publicUrl)) {
            throw new CannotStartException(
                    "porter.public-url must be the address that people open, such as"
                            + " https://porter.example.org: correct it, or remove it to use no"
                            + " one-time links.");
        }
        if (Language.named(language).isEmpty()) {
            throw new CannotStartException(
                    "porter.language must be one that Porter speaks: "
                            + Stream.of(Language.values())
                                    .map(known -> known.code() + " for " + known.ownName())
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        if (spoolLimit.isNegative()) {
            throw new CannotStartException(
                    "porter.spool-limit must be a size such as 20GB, or 0 to let nothing wait on this"
                            + " computer.");
        }
    }

    /// What is spoken where nobody has said anything else.
    public Language spoken() {
        return Language.named(language).orElseThrow();
    }

    /// What makes the first administrator, if it was set.
    public Optional<Secret> claim() {
        return SecretSetting.read("porter.claim-code", claimCode, claimCodeFile);
    }

    private static boolean canBeginALink(URI url) {
        return ("http".equalsIgnoreCase(url.getScheme())
                        || "https".equalsIgnoreCase(url.getScheme()))
                && url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
    }

    /// What all backends have in common.
    ///
    /// @param address what people type into the official apps: domain, DDNS name or QuickConnect ID
    /// @param checkEvery within which time every stored file is read back and compared
    public record NasSettings(@Nullable String address, @DefaultValue("30d") Duration checkEvery) {
        private static final Duration SOONEST = Duration.ofHours(1);

        public NasSettings {
            if (checkEvery.compareTo(SOONEST) < 0) {
                throw new CannotStartException(
                        "porter.nas.check-every must be a time of an hour or more, such as 30d for 30"
                                + " days.");
            }
        }

        /// What people type into the official apps, if the administrator has said it.
        public Optional<String> forApps() {
            return Optional.ofNullable(address).filter(set -> !set.isBlank());
        }
    }

    @Override
    public String toString() {
        return "PorterSettings[data=" + data + "]";
    }
}
