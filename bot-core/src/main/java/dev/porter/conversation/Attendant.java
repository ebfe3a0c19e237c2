package dev.porter.conversation;

import dev.porter.chat.Attachment;
import java.util.List;

/// Answers members who send something that is neither a command nor the answer to a question.
public interface Attendant {
    /// Answers plain text.
    Reply text(Visit visit, String text);

    /// Takes files. They are durable when it returns.
    Reply attachments(Visit visit, List<Attachment> attachments);
}
