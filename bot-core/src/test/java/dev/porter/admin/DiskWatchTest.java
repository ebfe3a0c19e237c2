package dev.porter.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DiskWatchTest {
    private static final long GIGABYTE = 1L << 30;

    @RegisterExtension final Dialogue dialogue = Dialogue.shared();

    @Test
    void administrators_are_told_once_before_the_disk_is_full_and_when_there_is_room_again() {
        synchronized (dialogue.part(DiskWatch.class)) { // which looks at the real disk meanwhile
            isTold(dialogue.administrator());
        }
    }

    private void isTold(Guest ruth) {
        var free = new AtomicLong(10 * GIGABYTE);
        var watch = new DiskWatch(free::get, dialogue.part(Alarms.class));
        ruth.looksAway();
        watch.look();
        ruth.doesNotSee("nearly full");
        free.set(GIGABYTE / 2);
        watch.look();
        ruth.sees("The disk that I run on is nearly full", "537 MB");
        var told = ruth.message("nearly full");
        watch.look();
        free.set(GIGABYTE + 1); // not yet enough to say that it is over
        watch.look();
        free.set(GIGABYTE - 1);
        watch.look();
        ruth.doesNotSee("There is room again");
        assertThat(ruth.message("nearly full").id()).isEqualTo(told.id());
        free.set(3 * GIGABYTE);
        watch.look();
        ruth.sees("There is room again");
    }
}
