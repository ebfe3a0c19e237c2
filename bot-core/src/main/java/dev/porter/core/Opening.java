package dev.porter.core;

import dev.porter.account.Claims;
import dev.porter.account.SignUp;
import dev.porter.backup.Intake;
import dev.porter.chat.ChatPlatforms;
import dev.porter.conversation.Reception;
import dev.porter.files.StoredBytes;
import dev.porter.nas.NasException;
import dev.porter.schedule.Schedule;
import dev.porter.schedule.Work;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/// What happens once Porter is up: whoever started it reads where to go, and what the last stop cut
/// is finished or undone, if need be in several tries.
final class Opening implements Work, ApplicationListener<ApplicationReadyEvent> {
    private static final Logger log = LoggerFactory.getLogger(Opening.class);

    private final SignUp signUp;
    private final StoredBytes bytes;
    private final Intake intake;
    private final Reception reception;
    private final Claims claims;
    private final ChatPlatforms platforms;
    private final Schedule schedule;
    private final Clock clock;

    Opening(
            SignUp signUp,
            StoredBytes bytes,
            Intake intake,
            Reception reception,
            Claims claims,
            ChatPlatforms platforms,
            Schedule schedule,
            Clock clock) {
        this.signUp = signUp;
        this.bytes = bytes;
        this.intake = intake;
        this.reception = reception;
        this.claims = claims;
        this.platforms = platforms;
        this.schedule = schedule;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "opening";
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        schedule.at(clock.instant(), name(), "");
        // The start may have made a copy of the database that only this computer has.
        schedule.at(clock.instant(), ToTheNas.NAME, ToTheNas.COPIES);
        var where = new StringBuilder("Porter is ready.");
        for (var platform : platforms.all()) {
            where.append(' ').append(platform.whereabouts());
        }
        claims.hint()
                .ifPresent(
                        what -> where.append(" There is no administrator yet: send ").append(what));
        log.info("{}", where);
    }

    @Override
    public void run(String id) {
        intake.reopen();
        reception.resume();
        signUp.undoHalf();
        try {
            bytes.finishCut();
        } catch (NasException e) {
            log.info("What was cut is finished when the NAS is back: {}", e.getMessage());
        }
    }
}
