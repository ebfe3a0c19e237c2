package dev.porter.export;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.account.Administrators;
import dev.porter.chat.ChatId;
import dev.porter.chat.Languages;
import dev.porter.chat.Message;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Takes out of the tables all that stands there of an account and of the people who are logged in
/// with it. Of their files the catalogue goes; the NAS is not touched.
@Repository
class Forgetting {
    private static final String PEOPLE = "(SELECT person FROM link WHERE account_id = :account)";
    private static final String SOMEBODY = "somebody";

    /// In this order: what is pointed at goes last.
    static final List<String> STATEMENTS =
            Stream.of(
                            """
                            DELETE FROM notice WHERE chat IN
                            (SELECT home FROM person WHERE id IN %s)
                            """,
                            """
                            DELETE FROM chat_language WHERE chat IN
                            (SELECT home FROM person WHERE id IN %s)
                            """,
                            "DELETE FROM handled WHERE person IN %s",
                            "DELETE FROM conversation WHERE person IN %s",
                            """
                            DELETE FROM guess WHERE EXISTS (SELECT 1 FROM account a
                            WHERE a.id = :account AND (
                            subject IN ('password:' || a.user_name, 'code:' || a.user_name)
                            OR subject LIKE 'password:' || a.user_name || ':%%'
                            OR subject LIKE 'code:' || a.user_name || ':%%'))
                            OR EXISTS (SELECT 1 FROM link l WHERE l.account_id = :account
                            AND subject LIKE '%%:' || l.person)
                            """,
                            "DELETE FROM ticket WHERE account_id = :account",
                            "DELETE FROM drive_wish WHERE account_id = :account",
                            "DELETE FROM phone WHERE account_id = :account",
                            "DELETE FROM recovery_code WHERE account_id = :account",
                            "DELETE FROM backup WHERE account_id = :account",
                            "DELETE FROM file_version WHERE account_id = :account",
                            "DELETE FROM stored_file WHERE account_id = :account",
                            "DELETE FROM access_request WHERE person IN %s",
                            """
                            UPDATE access_request SET invite_id = NULL WHERE invite_id IN
                            (SELECT id FROM invite WHERE account_id = :account)
                            """,
                            "UPDATE access_request SET decided_by = NULL WHERE decided_by = :account",
                            "UPDATE invite SET decided_by = NULL WHERE decided_by = :account",
                            "UPDATE invite SET used_by = NULL WHERE used_by IN %s",
                            "DELETE FROM invite WHERE account_id = :account",
                            "DELETE FROM activity WHERE account_id = :account",
                            "DELETE FROM person WHERE id IN %s",
                            "DELETE FROM link WHERE account_id = :account",
                            "DELETE FROM account WHERE id = :account")
                    .map(sql -> sql.formatted(PEOPLE))
                    .toList();

    private final JdbcClient jdbc;
    private final Languages languages;
    private final Administrators administrators;

    Forgetting(JdbcClient jdbc, Languages languages, Administrators administrators) {
        this.jdbc = jdbc;
        this.languages = languages;
        this.administrators = administrators;
    }

    /// Forgets them. It belongs to the caller's transaction, in which nothing of them was loaded.
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(Account account) {
        var names = names(account);
        var told = told(account);
        STATEMENTS.forEach(sql -> jdbc.sql(sql).param("account", account.id()).update());
        for (var name : names) {
            forget(name, "activity", "what", "NULL");
            forget(inJson(name), "notice", "message", "chat");
        }
        told.forEach(key ->
                administrators.tellAgain(
                        key,
                        () -> Message.of(tr("This was about somebody whose account is deleted."))));
    }

    /// What they are called, in others' words too.
    private Set<String> names(Account account) {
        var names =
                new TreeSet<>(
                        jdbc.sql("SELECT display_name FROM person WHERE id IN " + PEOPLE)
                                .param("account", account.id())
                                .query(String.class)
                                .list());
        names.add(account.displayName());
        names.add(account.home().value());
        names.removeIf(String::isBlank);
        return names;
    }

    /// The keys of what administrators were told of them.
    private List<String> told(Account account) {
        var asked =
                jdbc.sql(
                                "SELECT 'access:' || id FROM access_request WHERE person IN "
                                        + PEOPLE
                                        + " UNION ALL"
                                        + " SELECT 'invite:' || id FROM invite"
                                        + " WHERE account_id = :account")
                        .param("account", account.id())
                        .query(String.class)
                        .list();
        return Stream.concat(
                        asked.stream(),
                        Stream.of("user-order:", "locked:", Deletions.WISH)
                                .map(key -> key + account.id()))
                .toList();
    }

    private static String inJson(String name) {
        return name.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /// Puts "somebody" in the place of a name, where it is a word of its own.
    ///
    /// @param chat the column that says where it is read, if there is one
    private void forget(String name, String table, String column, String chat) {
        var word =
                Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])");
        jdbc.sql(
                        "SELECT id, %s AS text, %s AS chat FROM %s WHERE POSITION(? IN %s) > 0"
                                .formatted(column, chat, table, column))
                .param(name)
                .query((row, _) ->
                        new Row(row.getLong("id"), row.getString("text"), row.getString("chat")))
                .list()
                .forEach(row ->
                        jdbc.sql("UPDATE %s SET %s = ? WHERE id = ?".formatted(table, column))
                                .params(
                                        word.matcher(row.text()).replaceAll(somebody(row.chat())),
                                        row.id())
                                .update());
    }

    private String somebody(@Nullable String chat) {
        return chat == null
                ? tr(SOMEBODY)
                : languages.of(ChatId.parse(chat)).speak(() -> tr(SOMEBODY));
    }

    private record Row(long id, String text, @Nullable String chat) {}
}
