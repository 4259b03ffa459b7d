"""What the demo asks of the API about its campaign."""

CREATE = """mutation Create($name: String!, $definition: JSON!) {
  result: crmCampaignCreate(name: $name, kind: BROADCAST, definition: $definition) {
    campaign { id version } errors { field code message }
  }
}"""
UPDATE = """mutation Update($id: ID!, $version: Int!, $definition: JSON!) {
  result: crmCampaignUpdate(id: $id, version: $version, definition: $definition) {
    campaign { version } errors { field code message }
  }
}"""
CHECK = """mutation Check($id: ID!) {
  result: crmCampaignCheck(id: $id) {
    campaign { checkedPeople } errors { field code message }
  }
}"""
DRY_RUN = """mutation DryRun($id: ID!) {
  result: crmCampaignDryRun(id: $id) { dryRun { id } errors { field code message } }
}"""
SCHEDULE = """mutation Schedule($id: ID!, $version: Int!) {
  result: crmCampaignSchedule(id: $id, version: $version) {
    campaign { state } errors { field code message }
  }
}"""
FORESEEN = """query Foreseen($id: ID!) {
  crmCampaign(id: $id) {
    dryRun {
      state progress error
      report {
        people
        sent { code people } deferred { code people } refused { code people }
        heldOut { code people } excluded { code people }
        variants { variant language sent }
        codes { given told worth { currency most } }
        cost { currency amount }
        warnings { variant message }
      }
      samples(first: 4) { variant language subject fault }
    }
  }
}"""
KPIS = """query StaffReadsTheFiguresOfACampaign($id: ID!) {
  crmCampaign(id: $id) {
    name
    state
    kpis {
      dataUntil
      audience { value definition }
      sent { value }
      deferred { value reasons { reason people } }
      refused { value reasons { reason people } }
      heldOut { value }
      excluded { value reasons { reason people } }
      waiting { value }
      failed { value }
      unknown { value }
      opened { value }
      clicked { value }
      converted { value }
      unsubscribed { value rate }
      revenue { amounts { currency orders gross couponCost messageCost net } }
      comparison { refusal { what needed treated heldOut } }
      variants { key sent { value } heldOut { value } clicked { value } }
    }
  }
}"""
