package dev.porter.conversation;

import dev.porter.chat.Button;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

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

    /// One page of a list that was not read any further.
    ///
    /// @param found what stands on it, and one more where there is a page after it
    public static <T> Page<T> read(List<T> found, int number, int size) {
        return new Page<>(
                found.subList(0, Math.min(size, found.size())),
                number,
                number * size + 1,
                found.size() > size);
    }

    /// What becomes of each that is shown.
    public <R> List<R> map(Function<T, R> each) {
        return shown.stream().map(each).toList();
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
        return turning(value, "◀", "▶");
    }

    /// What turns it.
    ///
    /// @param value of the buttons, before the number of the page
    /// @param back what stands on the one that leads to the page before
    /// @param on what stands on the one that leads to the next page
    public List<Button> turning(String value, String back, String on) {
        return turning(to -> value + ":" + to, back, on);
    }

    /// The same where the number does not end the value.
    ///
    /// @param value of the button for a page
    public List<Button> turning(IntFunction<String> value, String back, String on) {
        var buttons = new ArrayList<Button>();
        if (number > 0) {
            buttons.add(Button.of(value.apply(number - 1), back));
        }
        if (more) {
            buttons.add(Button.of(value.apply(number + 1), on));
        }
        return buttons;
    }
}
