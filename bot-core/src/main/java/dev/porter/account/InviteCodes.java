package dev.porter.account;

import dev.porter.conversation.Reply;
import dev.porter.conversation.Visit;

/// Takes the codes of invites.
@FunctionalInterface
public interface InviteCodes {
    /// Answers somebody who came with one.
    Reply redeem(Visit visit, String code);
}
