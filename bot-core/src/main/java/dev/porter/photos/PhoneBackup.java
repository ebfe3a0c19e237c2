package dev.porter.photos;

import static dev.porter.language.Language.tr;

import dev.porter.chat.Texts;
import dev.porter.chat.Times;
import dev.porter.nas.Nas;
import dev.porter.nas.NasException;
import dev.porter.nas.Photos;
import dev.porter.nas.UserName;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What has really arrived from somebody's phones.
public final class PhoneBackup {
    private static final int LONGEST_NAME = 40;
    private static final int MOST_PHONES = 8;

    private static final Duration LATELY = Duration.ofDays(7);

    private final Nas nas;
    private final Clock clock;

    PhoneBackup(Nas nas, Clock clock) {
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

        /// Pictures have arrived.
        ///
        /// @param phones the one with the newest picture first
        record Arrived(List<Phone> phones) implements State {}
    }

    /// A phone from which pictures have arrived.
    ///
    /// @param words its name and of when its newest picture is
    /// @param lately whether that is of the last seven days
    public record Phone(String words, boolean lately) {}

    /// Whether the pictures of somebody's phones arrive.
    public State state(UserName owner) {
        return nas.photos().map(photos -> state(photos, owner)).orElseGet(State.Unknown::new);
    }

    private State state(Photos photos, UserName owner) {
        try {
            var phones = photos.phones(owner).stream().limit(MOST_PHONES).map(this::phone).toList();
            return phones.isEmpty() ? new State.Nothing() : new State.Arrived(phones);
        } catch (NasException _) {
            return new State.Unseen();
        }
    }

    private Phone phone(Photos.Phone phone) {
        return new Phone(
                tr(
                        "%s: newest picture of %s",
                        Texts.line(phone.name(), LONGEST_NAME), Times.minute(phone.newest())),
                phone.newest().isAfter(clock.instant().minus(LATELY)));
    }

    /// The newest picture of each phone, a line for each; empty when nobody can say, because the
    /// NAS keeps no photo libraries.
    public Optional<String> words(UserName owner) {
        return switch (state(owner)) {
            case State.Unknown() -> Optional.empty();
            case State.Unseen() ->
                    Optional.of(
                            tr("I cannot look at the phone backup now: the NAS does not answer."));
            case State.Nothing() -> Optional.of(tr("No phone has stored a picture yet."));
            case State.Arrived(var phones) ->
                    Optional.of(
                            phones.stream()
                                    .map(phone -> "📱 " + phone.words())
                                    .collect(Collectors.joining("\n")));
        };
    }
}
