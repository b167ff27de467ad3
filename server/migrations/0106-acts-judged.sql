-- Nobody judges an act that was done with them: they were made an officer by it, or it opened their account to somebody else. What was judged so waits anew.
UPDATE acts_alone SET verdict = NULL, judged_by = NULL, judged_at = NULL WHERE judged_by = whom;
ALTER TABLE acts_alone ADD CONSTRAINT acts_alone_not_by_whom CHECK (judged_by <> whom);
