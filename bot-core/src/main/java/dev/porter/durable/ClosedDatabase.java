package dev.porter.durable;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/// Has the pool give up a connection to an H2 that has closed itself, as it does when its disk is
/// full: the next connection opens it again. The old one counts as valid for ever.
public final class ClosedDatabase implements SQLExceptionOverride {
    private static final int DATABASE_IS_CLOSED = 90098;

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return failure.getErrorCode() == DATABASE_IS_CLOSED
                ? Override.MUST_EVICT
                : Override.CONTINUE_EVICT;
    }
}
