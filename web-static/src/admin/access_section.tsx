import { useRef, useState } from 'preact/hooks';

import { read_access } from './access';
import { useFetched } from './fetch';
import { isolated } from './isolate';
import { NewToken } from './new_token';
import { Section } from './section';
import { DeviceRow, TokenItem } from './token_item';

// Who may come in. A revoked token or device is logged out at once, on every node.
export function AccessSection() {
  const { value: access, status, refresh } = useFetched('/api/v1/tokens', read_access);
  const [message, set_message] = useState('');
  const said = useRef<HTMLParagraphElement>(null);
  const revoked = (what: string) => {
    set_message('Revoked ' + isolated(what) + '.');
    if (said.current) said.current.focus(); // its button is gone
    refresh();
  };
  return (
    <Section id="access" title="Access" status={status} loading={!access} refresh={refresh}>
      <NewToken done={refresh} />
      <p class="said" role="status" tabIndex={-1} ref={said}>
        {message}
      </p>
      <ul class="rows">
        {access &&
          access.tokens.map((token) => (
            <TokenItem key={token.id} token={token} revoked={revoked} />
          ))}
      </ul>
      {access && access.devices.length > 0 && (
        <div class="group">
          <h3>Logins of version 0.1</h3>
          <ul class="devices">
            {access.devices.map((device) => (
              <DeviceRow key={device.id} device={device} revoked={revoked} />
            ))}
          </ul>
        </div>
      )}
    </Section>
  );
}
