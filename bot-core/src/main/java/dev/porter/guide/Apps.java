package dev.porter.guide;

import static dev.porter.language.Language.tr;

import dev.porter.chat.Button;
import java.util.List;

/// The official apps and where each is got, as the NAS's maker and the two app stores publish them.
public final class Apps {
    /// One app on one system.
    ///
    /// @param code of its button
    public record App(String code, String name, Device device, String url) {
        /// On what it runs, in words.
        public String system() {
            return switch (device) {
                case IPHONE -> tr("iPhone and iPad");
                case ANDROID -> "Android";
                case COMPUTER -> tr("Windows, macOS and Ubuntu");
            };
        }
    }

    /// What an app is made for.
    enum Device {
        IPHONE,
        ANDROID,
        COMPUTER
    }

    /// All of them.
    public static final List<App> ALL =
            List.of(
                    new App(
                            "photos-ios",
                            "Synology Photos",
                            Device.IPHONE,
                            "https://apps.apple.com/app/synology-photos/id1484764501"),
                    new App(
                            "photos-android",
                            "Synology Photos",
                            Device.ANDROID,
                            "https://play.google.com/store/apps/details?id=com.synology.projectkailash"),
                    new App(
                            "drive-ios",
                            "Synology Drive",
                            Device.IPHONE,
                            "https://apps.apple.com/app/synology-drive/id1267275421"),
                    new App(
                            "drive-android",
                            "Synology Drive",
                            Device.ANDROID,
                            "https://play.google.com/store/apps/details?id=com.synology.dsdrive"),
                    new App(
                            "drive-desktop",
                            "Synology Drive Client",
                            Device.COMPUTER,
                            "https://www.synology.com/support/download"));

    private Apps() {}

    /// A button that opens the place where an app is got.
    static Button link(App app) {
        var name = app.name().replace("Synology ", ""); // a label has room for 40 characters
        return new Button.Link(name + " · " + app.system(), app.url());
    }
}
