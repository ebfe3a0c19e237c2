package dev.porter.nas;

import dev.porter.language.Saying;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The NAS behind Porter. What it cannot do is absent.
public interface Nas {
    /// Where files live, in words for people that follow "on", such as "the computer at home": most
    /// of them read it on a phone.
    String place();

    /// Where it is, as far as it may be read in a chat: values by the names of their settings, no
    /// secret among them.
    default Map<String, String> settings() {
        return Map.of();
    }

    /// What Porter knows of its state; never throws.
    Health health();

    /// Whether it answers, after it has failed at something in a home: then that is about the one
    /// thing, whatever it said. Never throws.
    default boolean answers(UserName home) {
        try {
            var _ = files().stat(NasPath.home(home));
        } catch (NasException e) {
            if (e.isOfAll()) {
                return false;
            }
        }
        return health().ready();
    }

    /// What an administrator may want to know besides, a line each; never throws.
    default List<String> details() {
        return List.of();
    }

    /// What an administrator has to put right soon; empty when there is nothing. A NAS that is only
    /// away is none. It is kept, and compared with what is said later. Never throws.
    default Optional<Saying> alarm() {
        return Optional.empty();
    }

    /// The files in the accounts' homes.
    NasFiles files();

    /// The users that the NAS keeps; empty when it keeps none, and Porter does.
    Optional<NasAccounts> accounts();

    /// Whether the accounts are users of the NAS itself. Otherwise Porter keeps names and password
    /// hashes, and the users of the NAS are none of its business.
    default boolean keepsUsers() {
        return accounts().isPresent();
    }

    /// The photo libraries of its users; empty when it keeps none.
    default Optional<Photos> photos() {
        return Optional.empty();
    }

    /// Links to single files; empty when the NAS has none.
    default Optional<ShareLinks> shareLinks() {
        return Optional.empty();
    }

    /// Whether the NAS can be worked with.
    ///
    /// @param ready whether files can be stored and read
    /// @param state how it is, for an administrator
    /// @param free bytes that can still be written, -1 when unknown
    record Health(boolean ready, Saying state, long free) {
        /// How it is in the language that is spoken here and now.
        public String words() {
            return state.words();
        }
    }
}
