package dev.porter.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The settings that are about no platform and no backend.
///
/// @param data the folder for the database, the spool and Porter's own secrets
/// @param claimCode makes the first administrator; random when none is set
/// @param publicUrl where people reach the web pages from outside
/// @param nas what all backends have in common
@ConfigurationProperties("porter")
public record PorterSettings(
        @DefaultValue("./data") Path data,
        @Nullable String claimCode,
        @Nullable URI publicUrl,
        @DefaultValue NasSettings nas) {

    /// What all backends have in common.
    ///
    /// @param address what people type into the official apps: domain, DDNS name or QuickConnect ID
    public record NasSettings(@Nullable String address) {
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
