-- channels: messages whose carrying-out was given up before anybody was told of it stood as waiting for ever, and kept a campaign from its end: they stand among those not delivered, with words. Company by company, since the
-- protection of the tables counts for their owner too.
DO $$
DECLARE w text;
BEGIN
  PERFORM set_config('parley.lookup', 'every-workspace', true);
  FOR w IN SELECT workspace_id FROM workspaces LOOP
    PERFORM set_config('parley.workspace', w, true);
    UPDATE messages m SET delivery = 'failed',
      delivery_because = CASE WHEN m.delivery = 'sending' THEN 'unknown-fate' ELSE 'failed-here' END,
      delivery_words = CASE WHEN m.delivery = 'sending'
        THEN 'The connection broke while this was being sent, so it is not known whether it arrived. Ask before sending it again.'
        ELSE 'Something went wrong on our side, however often it was tried, and it was given up. Try again once that is mended.' END
    FROM outbox o WHERE o.workspace_id = w AND o.dead AND o.listener IN ('channels.deliver', 'channels.deliver-rested')
      AND o.workspace_id = m.workspace_id AND o.payload ->> 'message' = m.id AND m.delivery IN ('queued', 'sending');
  END LOOP;
  PERFORM set_config('parley.workspace', '', true);
  PERFORM set_config('parley.lookup', '', true);
END $$;
