package dev.porter.account;

import static dev.porter.language.Language.tr;

import dev.porter.account.AccessRequest.State;
import dev.porter.account.DecisionTopic.Verdict;
import dev.porter.chat.Button;
import dev.porter.chat.ChatPlatforms;
import dev.porter.chat.Message;
import dev.porter.chat.Person;
import dev.porter.chat.PersonId;
import dev.porter.conversation.People;
import dev.porter.notice.Notices;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// Requests for access, and who decided them. The first decision wins.
@Repository
@Transactional
public class AccessRequests {
    /// How long somebody who was declined waits before asking again.
    private static final Duration AGAIN_AFTER = Duration.ofDays(1);

    private static final List<State> OPEN = List.of(State.WAITING, State.APPROVED);

    private final AccessRequestRepository requests;
    private final Accounts accounts;
    private final Administrators administrators;
    private final Activities activities;
    private final People people;
    private final Notices notices;
    private final ChatPlatforms platforms;
    private final Clock clock;

    AccessRequests(
            AccessRequestRepository requests,
            Accounts accounts,
            Administrators administrators,
            Activities activities,
            People people,
            Notices notices,
            ChatPlatforms platforms,
            Clock clock) {
        this.requests = requests;
        this.accounts = accounts;
        this.administrators = administrators;
        this.activities = activities;
        this.people = people;
        this.notices = notices;
        this.platforms = platforms;
        this.clock = clock;
    }

    /// The latest request of a person.
    public Optional<AccessRequest> of(PersonId person) {
        return requests.findFirstByPersonOrderByIdDesc(person);
    }

    /// Whether a person may sign up now.
    boolean maySignUp(PersonId person) {
        return of(person).filter(latest -> latest.state == State.APPROVED).isPresent();
    }

    /// Whether a person was declined so lately that asking again is no use.
    boolean declinedLately(PersonId person) {
        return of(person)
                .filter(latest -> latest.state == State.DECLINED)
                .filter(latest -> latest.decidedAt().plus(AGAIN_AFTER).isAfter(clock.instant()))
                .isPresent();
    }

    /// Asks for access. Asking again while one is open changes nothing.
    AccessRequest ask(Person person, String says) {
        var open = of(person.id()).filter(latest -> latest.state == State.WAITING);
        if (open.isPresent()) {
            return open.get();
        }
        var request =
                requests.save(
                        new AccessRequest(
                                person.id(),
                                person.displayName(),
                                says,
                                State.WAITING,
                                clock.instant()));
        administrators.tell(key(request), () -> question(request));
        return request;
    }

    /// Lets the holder of an invite sign up without being asked about.
    public void admit(Person person, long inviteId, long inviter) {
        var request =
                new AccessRequest(
                        person.id(),
                        person.displayName(),
                        "has an invite",
                        State.APPROVED,
                        clock.instant());
        request.inviteId = inviteId;
        request.decidedBy = inviter;
        end(person.id(), List.of(State.WAITING));
        requests.save(request);
    }

    /// The requests that wait, oldest first.
    public List<Waiting> waiting() {
        return requests.findByStateOrderById(State.WAITING).stream()
                .map(request -> new Waiting(key(request), request.createdAt, question(request)))
                .toList();
    }

    private Message question(AccessRequest request) {
        return Message.titled(
                        tr("Somebody asks for an account"),
                        tr(
                                "%s on %s says: “%s”",
                                request.displayName, platform(request), request.says))
                .row(
                        Button.of("access:approve:" + request.id(), tr("✅ Approve")),
                        Button.of("access:decline:" + request.id(), tr("Decline")));
    }

    /// Decides a request. Everybody who was asked sees the decision, and the person is told.
    ///
    /// @return what became of it, now or earlier; empty when there is no such request
    Optional<Message> decide(long id, Account administrator, Verdict verdict) {
        return requests.findById(id)
                .map(request -> {
                    if (verdict == Verdict.REOPEN) {
                        return reopen(request, administrator);
                    }
                    return request.state == State.WAITING
                            ? decide(request, administrator, verdict == Verdict.APPROVE)
                            : late(request);
                });
    }

    private Message late(AccessRequest request) {
        var decision = decision(request);
        return request.decidedBy == null
                ? decision
                : decision.after(tr("That was decided already."));
    }

    private Message decide(AccessRequest request, Account administrator, boolean approve) {
        request.state = approve ? State.APPROVED : State.DECLINED;
        request.decidedBy = administrator.id();
        request.decidedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS); // as it names the news
        administrators.tellAgain(key(request), () -> decision(request));
        activities.report(
                administrator.id(),
                tr(
                        approve
                                ? "Approved %s, who asked for an account on %s."
                                : "Declined %s, who asked for an account on %s.",
                        request.displayName,
                        platform(request)));
        people.find(request.person).ifPresent(person -> tell(person, request));
        return decision(request);
    }

    /// A yes or no was a mistake: all are asked once more. Its person hears of it only where they
    /// heard of the yes or no.
    private Message reopen(AccessRequest request, Account administrator) {
        if (request.state == State.WAITING) {
            return question(request);
        }
        if (!canBeTakenBack(request)) {
            return decision(request).after(tr("Too late: that cannot be taken back any more."));
        }
        notices.takeBack(
                news(request),
                () ->
                        Message.of(
                                tr(
                                        "That was too early: an administrator wants to look at your request once more."
                                                + " I tell you here as soon as there is an answer.")));
        request.state = State.WAITING;
        request.decidedBy = null;
        request.decidedAt = null;
        administrators.tellAgain(key(request), () -> question(request));
        activities.report(
                administrator.id(),
                tr(
                        "Took back the answer to %s, who asked for an account on %s.",
                        request.displayName, platform(request)));
        return question(request);
    }

    private boolean canBeTakenBack(AccessRequest request) {
        return request.inviteId == null
                && (request.state == State.APPROVED || request.state == State.DECLINED)
                && of(request.person).filter(latest -> latest.id() == request.id()).isPresent()
                && accounts.of(request.person).isEmpty();
    }

    private String platform(AccessRequest request) {
        return platforms.called(request.person.platform());
    }

    /// It comes unasked, so it opens no question: another one, for a password even, may be open.
    private void tell(Person person, AccessRequest request) {
        notices.put(
                news(request),
                person.home(),
                () ->
                        request.state == State.APPROVED
                                ? Message.of(
                                        tr("Good news: you may have an account!"),
                                        Button.of("door:sign-up", tr("Choose my user name")))
                                : Message.of(
                                        tr(
                                                "I asked, and the answer is no for now. If you think that this is a"
                                                        + " mistake, please talk to the person who runs this NAS.")));
    }

    /// Of what its person is told. Decided once more, it is said once more.
    private static String news(AccessRequest request) {
        return "access-decided:%d:%d".formatted(request.id(), request.decidedAt().toEpochMilli());
    }

    /// How what became of a request is shown to the administrators.
    private Message decision(AccessRequest request) {
        if (request.decidedBy == null) {
            return Message.titled(
                    tr("Nothing to decide any more"),
                    tr(
                            "%s on %s (“%s”) has come in another way.",
                            request.displayName, platform(request), request.says));
        }
        var decided =
                Message.titled(
                        tr(request.state == State.DECLINED ? "Declined" : "Approved"),
                        tr(
                                "%s on %s (“%s”): decided by %s.",
                                request.displayName,
                                platform(request),
                                request.says,
                                administrators.nameOf(request.decidedBy).orElse(tr("somebody"))));
        return canBeTakenBack(request)
                ? decided.row(Button.of("access:reopen:" + request.id(), tr("Take it back")))
                : decided;
    }

    /// The person is in with an account: nothing that they asked for waits any more, or is good for
    /// another one.
    void close(PersonId person) {
        end(person, OPEN);
    }

    private void end(PersonId person, List<State> states) {
        for (var request : requests.findByPersonAndStateIn(person, states)) {
            request.state = State.USED;
            administrators.tellAgain(key(request), () -> decision(request));
        }
    }

    private static String key(AccessRequest request) {
        return "access:" + request.id();
    }
}
