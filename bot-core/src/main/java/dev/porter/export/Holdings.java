package dev.porter.export;

import dev.porter.account.Account;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.JsonGenerator;

/// What stands in the tables of an account and of the people who are logged in with it, but for the
/// files, which are many. No hash, seed or code is in it, and nothing that is somebody else's.
@Repository
class Holdings {
    private static final String PEOPLE = "(SELECT person FROM link WHERE account_id = :account)";

    /// A list of the document for each, by its name there.
    static final Map<String, String> LISTS = lists();

    private final JdbcClient jdbc;

    Holdings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private static Map<String, String> lists() {
        var lists = new LinkedHashMap<String, String>();
        lists.put(
                "chats",
                """
                SELECT l.person, p.display_name AS name, l.since FROM link l
                LEFT JOIN person p ON p.id = l.person WHERE l.account_id = :account ORDER BY l.id
                """);
        lists.put(
                "accessRequests",
                """
                SELECT person, display_name AS name, says, state, created_at AS made
                FROM access_request WHERE person IN %s ORDER BY id
                """
                        .formatted(PEOPLE));
        lists.put(
                "invites",
                """
                SELECT says, state, created_at AS made, expires_at AS expires FROM invite
                WHERE account_id = :account ORDER BY id
                """);
        lists.put(
                "activity",
                """
                SELECT happened_at AS happened, what FROM activity
                WHERE account_id = :account ORDER BY id DESC
                """);
        lists.put(
                "sent",
                """
                SELECT name, state, problem, claimed_size AS bytes, chat, created_at AS arrived
                FROM backup WHERE account_id = :account ORDER BY id
                """);
        lists.put(
                "bin",
                """
                SELECT name, binned_at AS binned FROM stored_file
                WHERE account_id = :account AND binned_at IS NOT NULL ORDER BY id
                """);
        lists.put(
                "phones", "SELECT name, told FROM phone WHERE account_id = :account ORDER BY name");
        lists.put(
                "fetchedFromDrive",
                """
                SELECT path, wished_at AS wished FROM drive_wish
                WHERE account_id = :account ORDER BY id
                """);
        lists.put(
                "oneTimeLinks",
                """
                SELECT person, expires_at AS expires, used_at AS used FROM ticket
                WHERE account_id = :account ORDER BY id
                """);
        lists.put(
                "openQuestions",
                """
                SELECT person, step AS question, asked_at AS asked FROM conversation
                WHERE step IS NOT NULL AND person IN %s
                """
                        .formatted(PEOPLE));
        lists.put(
                "languages",
                """
                SELECT chat, language, chosen FROM chat_language
                WHERE chat IN (SELECT home FROM person WHERE id IN %s) ORDER BY chat
                """
                        .formatted(PEOPLE));
        lists.put(
                "answered",
                """
                SELECT chat, event, handled_at AS handled FROM handled
                WHERE person IN %s ORDER BY handled_at
                """
                        .formatted(PEOPLE));
        lists.put(
                "wrongTries",
                """
                SELECT g.subject, g.failures, g.failed_at AS latest FROM guess g
                JOIN account a ON a.id = :account
                WHERE g.subject IN ('password:' || a.user_name, 'code:' || a.user_name)
                OR EXISTS (SELECT 1 FROM link l WHERE l.account_id = a.id AND g.subject IN (
                'log-in-by:' || l.person, 'library-by:' || l.person,
                'password:' || a.user_name || ':log-in-by:' || l.person,
                'code:' || a.user_name || ':log-in-by:' || l.person))
                """);
        // What administrators are told is about others.
        lists.put(
                "messages",
                """
                SELECT n.chat, n.message, n.changed_at AS said, n.shown < n.wanted AS waiting
                FROM notice n WHERE n.notice_key NOT LIKE 'admin:%%'
                AND n.chat IN (SELECT p.home FROM person p WHERE p.id IN %s) ORDER BY n.id
                """
                        .formatted(PEOPLE));
        return Collections.unmodifiableMap(lists);
    }

    /// Writes all lists into the object that is open.
    void write(JsonGenerator document, Account account) {
        LISTS.forEach((name, sql) -> {
            document.writeArrayPropertyStart(name);
            jdbc.sql(sql)
                    .param("account", account.id())
                    .query(row -> {
                        write(document, row);
                    });
            document.writeEndArray();
        });
    }

    private static void write(JsonGenerator document, ResultSet row) throws SQLException {
        document.writeStartObject();
        var columns = row.getMetaData();
        for (var i = 1; i <= columns.getColumnCount(); i++) {
            document.writeName(columns.getColumnLabel(i).toLowerCase(Locale.ROOT));
            switch (row.getObject(i)) {
                case null -> document.writeNull();
                case Boolean value -> document.writeBoolean(value);
                case Number value -> document.writeNumber(value.longValue());
                case OffsetDateTime time -> document.writeString(time.toInstant().toString());
                case Timestamp time -> document.writeString(time.toInstant().toString());
                case Object value -> document.writeString(value.toString());
            }
        }
        document.writeEndObject();
    }
}
