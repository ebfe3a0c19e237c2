package dev.porter.admin;

import dev.porter.chat.Button;
import dev.porter.conversation.Action;
import java.util.ArrayList;
import java.util.List;

/// One page of a list.
///
/// @param shown what stands on it
/// @param number which one it is, from 0
/// @param first the place of the first that is shown in the whole list, from 1
/// @param more whether there is a page after it
record Page<T>(List<T> shown, int number, int first, boolean more) {
    private static final long LAST = 100_000;

    /// The page that a button asks for, or the last one when there are not so many.
    static <T> Page<T> of(List<T> all, Action wanted, int size) {
        var last = Math.max(0, (all.size() - 1) / size);
        var number = Math.min(number(wanted), last);
        var from = number * size;
        var to = Math.min(from + size, all.size());
        return new Page<>(all.subList(from, to), number, from + 1, number < last);
    }

    /// Which page a button asks for; there may be none of that number.
    static int number(Action wanted) {
        return (int) Math.min(wanted.number().orElse(0L), LAST);
    }

    /// What turns it.
    ///
    /// @param verb of the buttons
    List<Button> turning(String verb) {
        var buttons = new ArrayList<Button>();
        if (number > 0) {
            buttons.add(Button.of("admin:" + verb + ":" + (number - 1), "◀"));
        }
        if (more) {
            buttons.add(Button.of("admin:" + verb + ":" + (number + 1), "▶"));
        }
        return buttons;
    }
}
