package dev.porter.gateway;

import dev.porter.settings.CannotStartException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Which NAS is behind Porter, and the settings of the folder.
///
/// @param type `folder` or `synology`
/// @param folder used when the type is `folder`
@ConfigurationProperties("porter.nas")
public record NasGatewaySettings(
        @DefaultValue(FOLDER) String type, @DefaultValue FolderSettings folder) {
    static final String FOLDER = "folder";
    static final String SYNOLOGY = "synology";

    public NasGatewaySettings {
        if (!type.equalsIgnoreCase(FOLDER) && !type.equalsIgnoreCase(SYNOLOGY)) {
            throw new CannotStartException(
                    "porter.nas.type is something else: set it to folder or synology, or leave it out"
                            + " for folder.");
        }
    }

    /// A folder on this computer as the NAS.
    ///
    /// @param path where the homes are; `nas` in the folder of `porter.data` when it is not set
    /// @param quota how much each account may store, such as `50GB`; no limit when it is not set
    public record FolderSettings(@Nullable Path path, @Nullable DataSize quota) {
        public FolderSettings {
            if (quota != null && quota.toBytes() <= 0) {
                throw new CannotStartException(
                        "porter.nas.folder.quota is no size: set it to one such as 50GB, or leave it"
                                + " out for no limit.");
            }
        }

        Path pathIn(Path data) {
            return path == null || path.toString().isBlank() ? data.resolve("nas") : path;
        }

        OptionalLong quotaInBytes() {
            return quota == null ? OptionalLong.empty() : OptionalLong.of(quota.toBytes());
        }
    }
}
