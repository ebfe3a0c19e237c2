package dev.porter.delivery;

import dev.porter.account.Account;
import dev.porter.schedule.Work;

/// One sort of what is brought into chats. [Courier#run] does the work.
public interface Delivery extends Work {
    /// Looks up what was wished for, as it is now, for the account that wished it.
    ///
    /// @param what the number that [Courier#ask] was given; it may name nothing by now
    Found find(Account account, long what);
}
