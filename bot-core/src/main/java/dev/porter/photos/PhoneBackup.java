package dev.porter.photos;

import dev.porter.chat.Texts;
import dev.porter.chat.Times;
import dev.porter.nas.Nas;
import dev.porter.nas.NasException;
import dev.porter.nas.UserName;
import java.util.Optional;
import java.util.stream.Collectors;

/// What has really arrived from somebody's phones.
public final class PhoneBackup {
    private static final int LONGEST_NAME = 40;
    private static final int MOST_PHONES = 4;

    private final Nas nas;

    /// Makes it.
    public PhoneBackup(Nas nas) {
        this.nas = nas;
    }

    /// The newest picture of each phone, a line for each; empty when nobody can say, because the
    /// NAS keeps no photo libraries.
    public Optional<String> words(UserName owner) {
        return nas.photos()
                .map(photos -> {
                    try {
                        var phones = photos.phones(owner);
                        return phones.isEmpty()
                                ? "No phone has stored a picture yet."
                                : phones.stream()
                                        .limit(MOST_PHONES)
                                        .map(phone ->
                                                "📱 %s: newest picture of %s"
                                                        .formatted(
                                                                Texts.line(
                                                                        phone.name(), LONGEST_NAME),
                                                                Times.minute(phone.newest())))
                                        .collect(Collectors.joining("\n"));
                    } catch (NasException _) {
                        return "I cannot look at the phone backup now: the NAS does not answer.";
                    }
                });
    }
}
