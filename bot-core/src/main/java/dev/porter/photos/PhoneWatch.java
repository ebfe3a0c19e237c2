package dev.porter.photos;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.account.Owners;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Texts;
import dev.porter.chat.Times;
import dev.porter.durable.Durable;
import dev.porter.nas.Nas;
import dev.porter.nas.NasException;
import dev.porter.nas.Photos;
import dev.porter.nas.Photos.Phone;
import dev.porter.schedule.Work;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks every day whether the pictures of the members' phones still arrive. When those of a phone
/// that were seen to arrive have not for two weeks, its owner is told once; again only after they
/// did arrive again. A phone that stood still from the start is none of its business.
final class PhoneWatch implements Work {
    private static final Logger log = LoggerFactory.getLogger(PhoneWatch.class);

    /// When a message wakes nobody.
    private static final LocalTime WHEN = LocalTime.of(11, 0);

    private static final Duration LONG = Duration.ofDays(14);
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_KEPT = 255;

    private final Accounts accounts;
    private final Owners owners;
    private final Phones phones;
    private final Nas nas;
    private final Durable durable;
    private final Clock clock;

    PhoneWatch(
            Accounts accounts,
            Owners owners,
            Phones phones,
            Nas nas,
            Durable durable,
            Clock clock) {
        this.accounts = accounts;
        this.owners = owners;
        this.phones = phones;
        this.nas = nas;
        this.durable = durable;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "phone-watch";
    }

    @Override
    public LocalTime daily() {
        return WHEN;
    }

    /// Looks at everybody's phones. Who cannot be looked at now is looked at tomorrow.
    @Override
    public void run(String id) {
        nas.photos()
                .ifPresent(photos ->
                        accounts.all().stream()
                                .filter(Account::active)
                                .forEach(owner -> look(photos, owner)));
    }

    private void look(Photos photos, Account owner) {
        List<Phone> seen;
        try {
            seen = photos.phones(owner.home());
        } catch (NasException e) {
            log.info("The phones of account {} were not seen: {}", owner.id(), e.getMessage());
            return;
        }
        var longAgo = clock.instant().minus(LONG);
        durable.commit(() ->
                seen.stream()
                        .filter(phone -> phone.name().length() <= LONGEST_KEPT)
                        .forEach(phone -> look(owner, phone, longAgo)));
    }

    private void look(Account owner, Phone phone, Instant longAgo) {
        if (phone.newest().isAfter(longAgo)) {
            phones.runs(owner, phone.name());
        } else if (!owners.of(owner).isEmpty() && phones.stands(owner, phone.name())) {
            tell(owner, phone);
        }
    }

    private void tell(Account owner, Phone phone) {
        owners.tell(owner, key(owner, phone), () -> question(phone));
    }

    private static Message question(Phone phone) {
        return Message.titled(
                tr("📱 Is your phone's backup still on?"),
                tr(
                        "The newest picture that has arrived from %s is of %s. If you have taken"
                                + " none since, or do not use that phone any more, all is"
                                + " well. Otherwise open Synology Photos on it for a"
                                + " moment: that often is enough. What is on the NAS is"
                                + " safe there; until new pictures arrive, please delete"
                                + " none from the phone.",
                        Texts.line(phone.name(), LONGEST_NAME), Times.day(phone.newest())),
                Button.of("guide:phone:6", tr("Look again")),
                Button.of("guide:phone:1", tr("Set it up step by step")));
    }

    /// Of one stand-still of one phone.
    private static String key(Account owner, Phone phone) {
        var name = UUID.nameUUIDFromBytes(phone.name().getBytes(StandardCharsets.UTF_8));
        return "phone:%d:%s:%d".formatted(owner.id(), name, phone.newest().toEpochMilli());
    }
}
