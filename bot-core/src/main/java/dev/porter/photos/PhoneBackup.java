package dev.porter.photos;

import dev.porter.chat.Texts;
import dev.porter.chat.Times;
import dev.porter.nas.Nas;
import dev.porter.nas.NasException;
import dev.porter.nas.Photos;
import dev.porter.nas.Photos.Phone;
import dev.porter.nas.UserName;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/// What has really arrived from somebody's phones.
public final class PhoneBackup {
    private static final int LONGEST_NAME = 40;
    private static final int MOST_PHONES = 4;

    private static final Duration LATELY = Duration.ofDays(7);

    private final Nas nas;
    private final Clock clock;

    /// Makes it.
    public PhoneBackup(Nas nas, Clock clock) {
        this.nas = nas;
        this.clock = clock;
    }

    /// Whether the pictures of somebody's phones arrive.
    public sealed interface State {
        /// Nobody can say: the NAS keeps no photo libraries.
        record Unknown() implements State {}

        /// The NAS does not answer now.
        record Unseen() implements State {}

        /// Nothing has arrived from any phone.
        record Nothing() implements State {}

        /// The newest picture that has arrived.
        ///
        /// @param lately whether it is of the last seven days
        record Newest(Phone phone, boolean lately) implements State {}
    }

    /// Whether the pictures of somebody's phones arrive.
    public State state(UserName owner) {
        return nas.photos().map(photos -> state(photos, owner)).orElseGet(State.Unknown::new);
    }

    private State state(Photos photos, UserName owner) {
        try {
            var longAgo = clock.instant().minus(LATELY);
            return photos.phones(owner).stream()
                    .max(Comparator.comparing(Phone::newest))
                    .<State>map(
                            newest -> new State.Newest(newest, newest.newest().isAfter(longAgo)))
                    .orElseGet(State.Nothing::new);
        } catch (NasException _) {
            return new State.Unseen();
        }
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
