package dev.porter.conversation;

import dev.porter.chat.Button;
import java.util.ArrayList;
import java.util.List;

/// One page of a list.
///
/// @param shown what stands on it
/// @param number which one it is, from 0
/// @param first the place of the first that is shown in the whole list, from 1
/// @param more whether there is a page after it
public record Page<T>(List<T> shown, int number, int first, boolean more) {
    private static final long LAST = 100_000;

    /// The page that a button asks for, or the last one when there are not so many.
    public static <T> Page<T> of(List<T> all, Action wanted, int size) {
        return of(all, number(wanted), size);
    }

    /// The page of a number, or the last one when there are not so many.
    public static <T> Page<T> of(List<T> all, int wanted, int size) {
        var last = Math.max(0, (all.size() - 1) / size);
        var number = Math.min(wanted, last);
        var from = number * size;
        var to = Math.min(from + size, all.size());
        return new Page<>(all.subList(from, to), number, from + 1, number < last);
    }

    /// Which page a button asks for; there may be none of that number.
    public static int number(Action wanted) {
        return number(wanted.word(1));
    }

    /// The same of a word of a button.
    public static int number(String word) {
        return word.matches("[0-9]{1,18}") ? (int) Math.min(Long.parseLong(word), LAST) : 0;
    }

    /// What turns it.
    ///
    /// @param value of the buttons, before the number of the page
    public List<Button> turning(String value) {
        var buttons = new ArrayList<Button>();
        if (number > 0) {
            buttons.add(Button.of(value + ":" + (number - 1), "◀"));
        }
        if (more) {
            buttons.add(Button.of(value + ":" + (number + 1), "▶"));
        }
        return buttons;
    }
}
