package dev.porter.delivery;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.account.Activities;
import dev.porter.chat.Button;
import dev.porter.chat.ChatException;
import dev.porter.chat.ChatPlatform;
import dev.porter.chat.ChatPlatforms;
import dev.porter.chat.Features;
import dev.porter.chat.Languages;
import dev.porter.chat.Message;
import dev.porter.chat.Person;
import dev.porter.chat.PersonId;
import dev.porter.chat.Sizes;
import dev.porter.chat.Texts;
import dev.porter.chat.TooLargeException;
import dev.porter.chat.UncertainChatException;
import dev.porter.conversation.People;
import dev.porter.delivery.Found.Parcel;
import dev.porter.durable.Durable;
import dev.porter.nas.NasException;
import dev.porter.notice.Notices;
import dev.porter.notice.Progress;
import dev.porter.schedule.Schedule;
import dev.porter.schedule.Stopping;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings files into their owners' chats, streaming. Each is asked for durably, so that a stop in
/// between forgets none, and has a message of its own, where its person looks at that moment. While
/// the NAS is away it waits.
public final class Courier {
    private static final int LONGEST_NAME = 60;

    private static final Logger log = LoggerFactory.getLogger(Courier.class);

    private final Accounts accounts;
    private final Activities activities;
    private final People people;
    private final ChatPlatforms platforms;
    private final Languages languages;
    private final Notices notices;
    private final Schedule schedule;
    private final Durable durable;
    private final Stopping stopping;
    private final Clock clock;

    /// Makes it.
    public Courier(
            Accounts accounts,
            Activities activities,
            People people,
            ChatPlatforms platforms,
            Languages languages,
            Notices notices,
            Schedule schedule,
            Durable durable,
            Stopping stopping,
            Clock clock) {
        this.accounts = accounts;
        this.activities = activities;
        this.people = people;
        this.platforms = platforms;
        this.languages = languages;
        this.notices = notices;
        this.schedule = schedule;
        this.durable = durable;
        this.stopping = stopping;
        this.clock = clock;
    }

    /// A sentence that says that a chat cannot carry so many bytes; empty where it can.
    public static Optional<String> tooLarge(long size, ChatPlatform platform, Features features) {
        return size <= features.largestOut()
                ? Optional.empty()
                : Optional.of(
                        tr(
                                "It has %s, and %s carries at most %s from me.",
                                Sizes.over(size),
                                platform.displayName(),
                                Sizes.limit(features.largestOut())));
    }

    /// What is said of a file on the NAS that a chat cannot carry.
    ///
    /// @param reason as [#tooLarge] says
    public static Message leftToTheApp(String name, String reason) {
        return Message.of(
                tr("%s stays on the NAS. %s The Drive app brings it to you.", shown(name), reason),
                Button.of("guide:drive", tr("Get the Drive app")));
    }

    /// Has something brought to a person. What they are told comes by itself.
    ///
    /// @param what the number by which the delivery finds it
    /// @param name what it is called
    public void ask(Delivery delivery, PersonId person, long what, String name) {
        var now = clock.instant();
        var wish = new Wish(delivery, "%d.%d:%s".formatted(what, now.toEpochMilli(), person.key()));
        durable.commit(() -> {
            people.find(person).ifPresent(known -> tell(wish, known, () -> bringing(name)));
            schedule.at(now, delivery.name(), wish.id);
        });
    }

    /// One thing that somebody wants to have brought.
    ///
    /// @param id what it is, when it was asked for, and by whom
    private record Wish(Delivery delivery, String id) {
        long what() {
            return Long.parseLong(id.substring(0, id.indexOf('.')));
        }

        PersonId person() {
            return PersonId.parse(id.substring(id.indexOf(':') + 1));
        }

        /// Of the message that says what becomes of it.
        String notice() {
            return delivery.name() + ":" + id;
        }
    }

    private void tell(Wish wish, Person person, Supplier<Message> message) {
        notices.put(wish.notice(), person.home(), message);
    }

    private void say(Wish wish, Person person, Message message) {
        durable.commit(() -> tell(wish, person, () -> message));
    }

    /// Brings what was asked for; nothing to who has left the account meanwhile.
    ///
    /// @param id as the schedule says it
    /// @throws NasException when the NAS is away: it is to be done again later
    public void run(Delivery delivery, String id) {
        var wish = new Wish(delivery, id);
        var person = people.find(wish.person());
        var account = accounts.of(wish.person()).filter(Account::active);
        if (person.isEmpty() || account.isEmpty()) {
            return;
        }
        languages.of(person.get().home()).speak(() -> bring(wish, person.get(), account.get()));
    }

    private void bring(Wish wish, Person person, Account account) {
        switch (wish.delivery.find(account, wish.what())) {
            case Found.Missing(var why) -> say(wish, person, why);
            case Found.NotNow(var name, var why) -> waits(wish, person, name, why);
            case Parcel parcel -> bring(wish, person, account, parcel);
        }
    }

    private void waits(Wish wish, Person person, String name, NasException why) {
        say(
                wish,
                person,
                Message.of(
                        tr(
                                "⏸ The NAS does not answer at the moment. %s comes by itself when it does.",
                                shown(name))));
        throw why;
    }

    private void bring(Wish wish, Person person, Account account, Parcel parcel) {
        var platform = platforms.of(person.home());
        var file = parcel.file();
        var tooLarge = tooLarge(file.size(), platform, platform.features(person.home()));
        if (tooLarge.isPresent()) {
            say(wish, person, parcel.tooLarge(tooLarge.get()));
            return;
        }
        var content = new CountedContent(file.content(), stopping);
        try (var _ = progress(wish, parcel, content)) {
            platform.send(person.home(), content.in(file));
        } catch (ChatException | NasException e) {
            failed(wish, person, parcel, e);
            return;
        }
        durable.commit(() -> {
            activities.add(account.id(), parcel.activity());
            tell(wish, person, parcel::arrived);
        });
    }

    private Progress progress(Wish wish, Parcel parcel, CountedContent content) {
        var size = Math.max(1, parcel.file().size());
        return Progress.start(
                notices,
                wish.notice(),
                () ->
                        Message.of(
                                tr(
                                        "⏳ Bringing %s… %d %%",
                                        shown(parcel.file().name()),
                                        content.bytes() * 100 / size)));
    }

    private void failed(Wish wish, Person person, Parcel parcel, RuntimeException failure) {
        if (stopping.begun()) {
            throw failure; // it is brought at the next start
        }
        var spoiled = parcel.spoiled(failure);
        if (spoiled.isPresent()) {
            say(wish, person, spoiled.get());
        } else if (failure instanceof NasException away && away.isOfAll()) {
            waits(wish, person, parcel.file().name(), away);
        } else if (failure instanceof TooLargeException) {
            say(wish, person, parcel.tooLarge(tooLargeAfterAll(person, parcel)));
        } else {
            log.warn("{} {} could not be delivered.", wish.delivery.name(), wish.what(), failure);
            say(wish, person, notDelivered(parcel, failure));
        }
    }

    private String tooLargeAfterAll(Person person, Parcel parcel) {
        return tr(
                "It has %s, and %s does not take that much from me here.",
                Sizes.words(parcel.file().size()), platforms.of(person.home()).displayName());
    }

    private static Message notDelivered(Parcel parcel, RuntimeException failure) {
        return Message.of(
                tr(
                        failure instanceof UncertainChatException
                                ? "The line broke while I brought %s, so I cannot tell whether it is here. If"
                                        + " you do not see it, please try again in a moment: it is still"
                                        + " on the NAS."
                                : "I could not bring %s into this chat. It is still on the NAS; please try"
                                        + " again in a moment.",
                        shown(parcel.file().name())),
                parcel.again());
    }

    private static Message bringing(String name) {
        return Message.of(tr("⏳ Bringing %s…", shown(name)));
    }

    private static String shown(String name) {
        return Texts.line(name, LONGEST_NAME);
    }
}
